using Microsoft.Extensions.Logging;
using SalesforceLinq.Http;
using SalesforceLinq.Querying.Execution;

namespace SalesforceLinq;

/// <summary>What a context was told: which org, and how to work with it.</summary>
internal sealed record OptionValues
{
    /// <summary>A client that exists, and belongs to somebody else.</summary>
    public SalesforceClient? Client { get; init; }

    /// <summary>How to sign in to an org, for a client that is still to be made.</summary>
    public SalesforceCredential? Credential { get; init; }

    /// <summary>How that client works.</summary>
    public SalesforceClientOptions ClientOptions { get; init; } = new();

    /// <summary>Makes that client where somebody else keeps its connections; null for connections of its own.</summary>
    public Func<SalesforceCredential, SalesforceClientOptions, SalesforceClient>? MakeClient { get; init; }

    public bool NamesOrg => Client is not null || Credential is not null;

    public QueryingOptions Querying { get; init; } = new();

    /// <summary>Where the context and a client made for it write their logs; null writes none.</summary>
    public ILoggerFactory? Loggers { get; init; }

    /// <summary>Whether logs and spans may show the values of queries.</summary>
    public bool ShowsValues { get; init; }

    /// <summary>How a context saves, where a save does not say.</summary>
    public SaveOptions Saving { get; init; } = new();

    public IReadOnlyList<ISaveInterceptor> Interceptors { get; init; } = [];

    /// <summary>The clock that waits of a save go by; null for the one of the client.</summary>
    public TimeProvider? Time { get; init; }
}
