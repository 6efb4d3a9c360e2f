using SalesforceLinq.Querying.Translation.Operands;

namespace SalesforceLinq.Querying.Translation;

/// <summary>The translators of one query, which share its range variables and its holes.</summary>
internal sealed class Translator
{
    public Translator(RowScope scope, HoleCollector holes, EntityModel entity)
    {
        Scope = scope;
        Holes = holes;
        Entity = entity;
        Terms = new TermTranslator(scope, holes);
        SubqueryTranslator subqueries = new(scope, holes, entity);
        Conditions = new ConditionTranslator(scope, holes, Terms.TryTranslate, subqueries.Translate);
        Orderings = new OrderingTranslator(Terms.TryTranslate);
    }

    public RowScope Scope { get; }

    public HoleCollector Holes { get; }

    public EntityModel Entity { get; }

    public TermTranslator Terms { get; }

    public ConditionTranslator Conditions { get; }

    public OrderingTranslator Orderings { get; }
}
