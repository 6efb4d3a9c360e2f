namespace SalesforceLinq.Querying.Execution;

/// <summary>How a context runs its queries.</summary>
internal sealed record QueryingOptions
{
    /// <summary>Whether the next page is asked for while the one before is read.</summary>
    public bool Prefetch { get; init; } = true;

    /// <summary>Whether what a query yields is tracked, where the query does not say.</summary>
    public bool Tracking { get; init; } = true;

    /// <summary>Records of a page the server is asked for; null leaves it to the server.</summary>
    public int? BatchSize { get; init; }

    /// <summary>Whether messages may show the values of records.</summary>
    public bool ShowsValues { get; init; }

    /// <summary>Whether a query without an order is ordered by Id, so that it can go on when its cursor is lost.</summary>
    public bool ResumableStreams { get; init; }
}
