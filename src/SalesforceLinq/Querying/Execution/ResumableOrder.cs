using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Execution;

/// <summary>Gives a query without an order one by Id, so that it can go on when its cursor is lost.</summary>
internal static class ResumableOrder
{
    /// <summary>The query in order; the query itself where it has one, or where its rows are no records.</summary>
    public static SoqlQuery Of(SoqlQuery query, QueryPlan plan, QueryingOptions options)
    {
        bool isStreamOfRecords = plan.Terminal == QueryTerminal.Sequence && plan.Text is null && query.OrderBy.IsEmpty && query.GroupBy is null
            && !query.Select.Any(item => item is SoqlSelectTerm { Term: SoqlFunction { Name: "SUM" or "AVG" or "MIN" or "MAX" or "COUNT" or "COUNT_DISTINCT" } });
        return options.ResumableStreams && isStreamOfRecords
            ? query with { OrderBy = [new SoqlOrdering(new SoqlField("Id"), IsDescending: false, SoqlNulls.Unsaid)] }
            : query;
    }
}
