using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation;

/// <summary>A query written as SOQL that LINQ goes on with.</summary>
/// <param name="Query">What the text says.</param>
/// <param name="Fields">The mapped fields it selects.</param>
/// <param name="Paging">Its OFFSET and LIMIT, which come before any of LINQ's.</param>
internal sealed record WrittenStart(SoqlQuery Query, IReadOnlyList<FieldModel> Fields, IReadOnlyList<PagingStep> Paging)
{
    /// <summary>Puts LINQ's clauses on top of the text's.</summary>
    /// <exception cref="QueryNotSupportedException">The text cuts its rows off, and LINQ would choose among what is left.</exception>
    public SoqlQuery Under(SoqlQuery added, TerminalReader terminal)
    {
        if (Paging.Count > 0 && (added.Where is not null || !added.OrderBy.IsEmpty || terminal.IsDistinct || terminal.NeedsOrder || terminal.Terminal == QueryTerminal.Aggregate))
            throw Refusal.AfterPaging("Where or OrderBy");
        SoqlCondition? where = Query.Where is null ? added.Where : added.Where is null ? Query.Where : SoqlJunction.All(Query.Where, added.Where);
        if (SoqlJunction.Subqueries(where) > SubqueryTranslator.MaxSubqueries)
            throw Refusal.ManySemiJoins();
        return added with
        {
            Where = where,
            // Of two orders the later one is primary.
            OrderBy = [.. added.OrderBy, .. terminal.IsReversed ? Query.OrderBy.Select(Reversed) : Query.OrderBy],
            Scope = Query.Scope,
            Usage = Query.Usage,
        };
    }

    private static SoqlOrdering Reversed(SoqlOrdering ordering) => ordering with
    {
        IsDescending = !ordering.IsDescending,
        Nulls = ordering.Nulls == SoqlNulls.Last ? SoqlNulls.First : SoqlNulls.Last,
    };
}
