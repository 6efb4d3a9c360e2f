namespace SalesforceLinq.Http;

/// <summary>Requests that succeed or fail together, up to 500 in a call.</summary>
/// <param name="GraphId">Name of the graph: up to 39 characters, a letter or digit first, no dot.</param>
/// <param name="Subrequests">The requests, on single records only.</param>
/// <remarks>Source: REST API Developer Guide, "Composite Graph" and "Composite Graph Limits".</remarks>
public sealed record CompositeGraph(string GraphId, IReadOnlyList<Subrequest> Subrequests)
{
    /// <summary>Most graphs in one call.</summary>
    public const int MaxGraphs = 75;

    /// <summary>Most requests in one call, of all graphs together.</summary>
    public const int MaxNodes = 500;

    /// <summary>Longest chain of requests that need one another, in one graph.</summary>
    public const int MaxDepth = 15;

    /// <summary>Most kinds of requests, told by method and object, in one graph.</summary>
    public const int MaxKinds = 15;
}

/// <summary>What became of one graph.</summary>
/// <param name="GraphId">Name of the graph.</param>
/// <param name="Success">Whether it was carried out; otherwise nothing of it was.</param>
/// <param name="Results">The answers, in the order of the requests.</param>
public sealed record CompositeGraphResult(string GraphId, bool Success, IReadOnlyList<SubrequestResult> Results);
