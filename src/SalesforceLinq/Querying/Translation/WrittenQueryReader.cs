using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Translation.Operands;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Parsing;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>Reads a query that was written as SOQL into the tree that LINQ goes on with.</summary>
/// <param name="model">What the classes stand for.</param>
/// <param name="holes">Takes the text's values.</param>
/// <param name="refusal">Words why the text is not one to go on with.</param>
internal sealed class WrittenQueryReader(SalesforceModel model, HoleCollector holes, Func<string, QueryNotSupportedException> refusal)
{
    /// <exception cref="QueryNotSupportedException">The text cannot be read, or its rows are no records of the class.</exception>
    public WrittenStart Read(SourceExpression source)
    {
        if (source.HasFragments)
            throw refusal("it has parts put in by Soql.Raw or Soql.Name");
        SoqlQuery parsed;
        try
        {
            parsed = SoqlParser.Parse(source.Format);
        }
        catch (SoqlSyntaxException unknown)
        {
            throw refusal(unknown.Message);
        }

        EntityModel entity = model.Entity(source.EntityType);
        if (!string.Equals(parsed.From, entity.ApiName, StringComparison.OrdinalIgnoreCase))
            throw refusal($"it is about {parsed.From}, and {entity.ClrType.Name} stands for {entity.ApiName}");
        if (parsed.IsCount || parsed.GroupBy is not null || parsed.Having is not null)
            throw refusal("it counts or groups its rows");
        return new WrittenStart(
            parsed with { Where = parsed.Where is null ? null : new WrittenHoles(holes, entity, source.FirstSlot).Rename(parsed.Where) },
            WrittenFields.Of(entity, parsed),
            [.. Steps(parsed, source.FirstSlot)]);
    }

    private static IEnumerable<PagingStep> Steps(SoqlQuery parsed, int firstSlot)
    {
        if (parsed.Offset is { } offset)
            yield return offset < 0 ? new PagingStep(IsSkip: true, (int)~offset + firstSlot) : new PagingStep(IsSkip: true, -1, offset);
        if (parsed.Limit is { } limit)
            yield return limit < 0 ? new PagingStep(IsSkip: false, (int)~limit + firstSlot) : new PagingStep(IsSkip: false, -1, limit);
    }
}
