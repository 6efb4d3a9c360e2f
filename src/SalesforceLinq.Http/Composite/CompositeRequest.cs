namespace SalesforceLinq.Http;

/// <summary>Up to 25 requests in one call, which can use one another's answers.</summary>
/// <param name="Subrequests">1 to 25; at most 5 of them queries or collections.</param>
/// <remarks>Source: REST API Developer Guide, "Composite".</remarks>
public sealed record CompositeRequest(IReadOnlyList<Subrequest> Subrequests)
{
    /// <summary>Most requests in one call.</summary>
    public const int MaxSubrequests = 25;

    /// <summary>Most queries and collections among them.</summary>
    public const int MaxQueriesAndCollections = 5;

    /// <summary>Whether all is rolled back when one request fails.</summary>
    /// <value>Default false.</value>
    public bool AllOrNone { get; init; }

    /// <summary>Whether the server may run like requests together. The order of dependent ones is kept either way.</summary>
    /// <value>Null, the default, leaves it to the server (which does, from API version 49.0 on).</value>
    public bool? Collate { get; init; }
}
