namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>Marks an operator on queries that says how to run the query, not what rows are wanted.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class QueryMarkerAttribute(QueryMarker marker) : Attribute
{
    public QueryMarker Marker { get; } = marker;
}
