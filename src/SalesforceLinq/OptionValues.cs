using SalesforceLinq.Http;
using SalesforceLinq.Querying.Execution;

namespace SalesforceLinq;

/// <summary>What a context was told: which org, and how to query it.</summary>
internal sealed record OptionValues
{
    /// <summary>Gives the client; called once.</summary>
    public Func<SalesforceClient>? CreateClient { get; init; }

    /// <summary>Whether the client was made for these options, and ends with them.</summary>
    public bool OwnsClient { get; init; }

    public QueryingOptions Querying { get; init; } = new();
}
