using SalesforceLinq.Mapping.Attributes;
using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Projecting;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Translation;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Parsing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>
/// Plans a query that was written as SOQL. Alone, its text goes to the org as it is. With LINQ after it, it is read into the tree
/// that LINQ goes on with; text that cannot be read cannot be added to.
/// </summary>
internal sealed class TextQueryCompiler(SalesforceModel model, HoleCollector holes)
{
    /// <summary>Whether anything is added to the text.</summary>
    public bool IsComposed(SelectedQuery query, IReadOnlyList<MarkerCall> markers) =>
        query.Clauses.Count > 0 || query.Operators.Count > 0 || query.Group is not null
        || query.Selector is not Remotion.Linq.Clauses.Expressions.QuerySourceReferenceExpression
        || markers.Any(call => call.Marker is QueryMarker.Include or QueryMarker.ThenInclude or QueryMarker.UsingScope or QueryMarker.ForView or QueryMarker.ForReference);

    /// <summary>The text as it is.</summary>
    public QueryPlan Compile(SourceExpression source, Type resultType)
    {
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

    /// <summary>The text as a query to go on with.</summary>
    /// <param name="source">The text.</param>
    /// <param name="root">The object the whole query starts from.</param>
    /// <exception cref="QueryNotSupportedException">Nothing can be added to it.</exception>
    public TextStart Start(SourceExpression source, EntityModel root)
    {
        if (source.HasFragments)
            throw Refusal.OnText("it has parts put in by Soql.Raw or Soql.Name");
        SoqlQuery parsed;
        try
        {
            parsed = SoqlParser.Parse(source.Format);
        }
        catch (SoqlSyntaxException unknown)
        {
            throw Refusal.OnText(unknown.Message);
        }

        EntityModel entity = model.Entity(source.EntityType);
        if (!string.Equals(parsed.From, entity.ApiName, StringComparison.OrdinalIgnoreCase))
            throw Refusal.OnText($"it is about {parsed.From}, and {entity.ClrType.Name} stands for {entity.ApiName}");
        if (root != entity)
            throw Refusal.OnText("a join makes its records the parents of others");
        if (parsed.IsCount || parsed.GroupBy is not null || parsed.Having is not null)
            throw Refusal.OnText("it counts or groups its rows");
        return new TextStart(
            parsed with { Where = parsed.Where is null ? null : new TextHoles(holes, entity, source.FirstSlot).Rename(parsed.Where) },
            parsed.Select.Any(item => item is SoqlSelectTerm { Term: SoqlFunction { Name: var name } } && name.StartsWith("FIELDS", StringComparison.OrdinalIgnoreCase))
                ? entity.SelectedFields
                : Named(entity, parsed.Select.OfType<SoqlSelectTerm>().Select(item => item.Term).OfType<SoqlField>().Select(field => field.Path)),
            [.. Steps(parsed, source.FirstSlot)]);
    }

    private static IEnumerable<PagingStep> Steps(SoqlQuery parsed, int firstSlot)
    {
        if (parsed.Offset is { } offset)
            yield return offset < 0 ? new PagingStep(IsSkip: true, (int)~offset + firstSlot) : new PagingStep(IsSkip: true, -1, offset);
        if (parsed.Limit is { } limit)
            yield return limit < 0 ? new PagingStep(IsSkip: false, (int)~limit + firstSlot) : new PagingStep(IsSkip: false, -1, limit);
    }

    // Which fields the text asks for decides which of an entity's fields are known afterwards. FIELDS(…) asks for all of a kind.
    private static IReadOnlyList<FieldModel> Selected(EntityModel entity, string text)
    {
        int from = text.IndexOf(" FROM ", StringComparison.OrdinalIgnoreCase);
        string list = from < 0 ? text : text[..from];
        if (list.Contains("FIELDS(", StringComparison.OrdinalIgnoreCase))
            return entity.SelectedFields;
        return Named(entity, list.Split([' ', ',', '\n', '\r', '\t'], StringSplitOptions.RemoveEmptyEntries));
    }

    private static List<FieldModel> Named(EntityModel entity, IEnumerable<string> words)
    {
        HashSet<string> names = new(words, StringComparer.OrdinalIgnoreCase);
        names.Remove("SELECT");
        return [.. entity.Fields.Where(field => names.Contains(field.ApiName)), .. Extra(entity, names)];
    }

    // What no property stands for is kept with the extra fields, where the class has a place for them. Functions and paths have no name of their own.
    private static IEnumerable<FieldModel> Extra(EntityModel entity, IEnumerable<string> names) =>
        entity.ExtraFields is { } extra ? names.Where(ApiNames.IsValid).Select(extra.Field).Where(field => field.IsExtra) : [];
}
