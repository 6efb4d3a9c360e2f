using System.Linq.Expressions;
using Remotion.Linq.Clauses.ResultOperators;
using SalesforceLinq.Mapping.Conversion;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Turns questions to a multi-select picklist that is mapped to a collection into INCLUDES and EXCLUDES.</summary>
internal sealed class ChoiceSetTranslator(HoleCollector holes)
{
    public SoqlCondition Translate(ResolvedField set, SelectedQuery query, bool negate, Expression question)
    {
        SoqlField field = new(set.Path);
        return (query.Clauses.Count, query.Operators) switch
        {
            (0, [ContainsResultOperator { Item: SlotExpression item }]) => new SoqlIncludes(field, [holes.Add(new QueryHole(item.Index, null) { Adapt = Text })], negate),
            (0, [AnyResultOperator]) => new SoqlComparison(field, negate ? SoqlOperator.Equal : SoqlOperator.NotEqual, SoqlLiteral.Null),
            _ => throw Refusal.ChoiceSet(question),
        };
    }

    private static object? Text(object? item) => item is Enum ? ConverterCatalog.Find(item.GetType())?.ToWire(item) : item;
}
