namespace SalesforceLinq.Http;

/// <summary>Up to 25 independent requests in one call: each is carried out by itself and counts as a call of its own.</summary>
/// <param name="Requests">1 to 25 requests. Headers of single ones do not exist here.</param>
/// <remarks>Source: REST API Developer Guide, "Composite Batch".</remarks>
public sealed record BatchRequest(IReadOnlyList<SalesforceRequest> Requests)
{
    /// <summary>Most requests in one call.</summary>
    public const int MaxRequests = 25;

    /// <summary>Whether those after a failed one are left out; what was done stays done.</summary>
    /// <value>Default false.</value>
    public bool HaltOnError { get; init; }
}

/// <summary>Answers of a batch, one for each request, in their order.</summary>
/// <param name="HasErrors">Whether any request failed.</param>
/// <param name="Results">The answers.</param>
public sealed record BatchResult(bool HasErrors, IReadOnlyList<SubrequestResult> Results);
