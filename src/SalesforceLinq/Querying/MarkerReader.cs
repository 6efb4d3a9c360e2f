using SalesforceLinq.Querying.Normalization;
using SalesforceLinq.Querying.Plans;
using SalesforceLinq.Querying.Vocabulary;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying;

/// <summary>Applies what the markers of a query ask for to its plan.</summary>
internal sealed class MarkerReader(IReadOnlyList<MarkerCall> markers)
{
    public QueryPlan Apply(QueryPlan plan)
    {
        SoqlUsage usage = Has(QueryMarker.ForView) ? SoqlUsage.View : Has(QueryMarker.ForReference) ? SoqlUsage.Reference : plan.Soql.Usage;
        return plan with
        {
            Soql = plan.Soql with { Usage = usage },
            Tracking = LastOf(QueryMarker.AsTracking, QueryMarker.AsNoTracking) is { } marker ? marker == QueryMarker.AsTracking : null,
            IncludeDeleted = Has(QueryMarker.IncludeDeleted),
            BatchSizeSlot = SlotOf(QueryMarker.WithBatchSize),
            ScopeSlot = SlotOf(QueryMarker.UsingScope),
        };
    }

    private bool Has(QueryMarker marker) => markers.Any(call => call.Marker == marker);

    private QueryMarker? LastOf(QueryMarker one, QueryMarker other) => markers.LastOrDefault(call => call.Marker == one || call.Marker == other)?.Marker;

    private int SlotOf(QueryMarker marker) => markers.LastOrDefault(call => call.Marker == marker)?.Argument is SlotExpression slot ? slot.Index : -1;
}
