using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Projecting;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>Plans a query that was written as SOQL: its text goes to the org as it is, its rows become entities.</summary>
internal sealed class TextQueryCompiler(SalesforceModel model)
{
    public QueryPlan Compile(SourceExpression source, SelectedQuery query, Type resultType)
    {
        if (query.Clauses.Count > 0 || query.Operators.Count > 0 || query.Group is not null || query.Selector is not Remotion.Linq.Clauses.Expressions.QuerySourceReferenceExpression)
            throw Refusal.OnText();
        EntityModel entity = model.Entity(source.EntityType);
        return new QueryPlan
        {
            Soql = new SoqlQuery { From = entity.ApiName },
            Holes = [],
            Rows = new EntityShape(entity, Selected(entity, source.Format)).Reader(),
            Shaper = null,
            Entity = entity,
            ResultType = resultType,
            Text = source.Format,
            FirstTextSlot = source.FirstSlot,
        };
    }

    // Which fields the text asks for decides which of an entity's fields are known afterwards. FIELDS(…) asks for all of a kind.
    private static IReadOnlyList<FieldModel> Selected(EntityModel entity, string text)
    {
        int from = text.IndexOf(" FROM ", StringComparison.OrdinalIgnoreCase);
        string list = from < 0 ? text : text[..from];
        if (list.Contains("FIELDS(", StringComparison.OrdinalIgnoreCase))
            return entity.SelectedFields;
        HashSet<string> names = new(list.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries), StringComparer.OrdinalIgnoreCase);
        names.Remove("SELECT");
        return [.. entity.Fields.Where(field => names.Contains(field.ApiName)), .. Extra(entity, names)];
    }

    // What no property stands for is kept with the extra fields, where the class has a place for them. Functions and paths have no name of their own.
    private static IEnumerable<FieldModel> Extra(EntityModel entity, IEnumerable<string> names) =>
        entity.ExtraFields is { } extra ? names.Where(ApiNames.IsValid).Select(extra.Field).Where(field => field.IsExtra) : [];
}
