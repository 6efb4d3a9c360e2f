using Microsoft.Extensions.Logging;

namespace SalesforceLinq.Http.Transport;

/// <summary>What the sender needs to know of the client's options.</summary>
internal sealed record SenderSettings
{
    public required string ApiVersion { get; init; }

    public required RetryOptions Retry { get; init; }

    public required TimeSpan Timeout { get; init; }

    public required TimeProvider Time { get; init; }

    public string? CallOptions { get; init; }

    public int? CompressRequestsAbove { get; init; }

    public int ReservedApiCalls { get; init; }

    public ILoggerFactory? Loggers { get; init; }

    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version20;

    /// <summary>The path that a relative path stands for, such as <c>/services/data/v66.0/limits</c>.</summary>
    public string FullPath(string path) => path.StartsWith('/') ? path : $"/services/data/v{ApiVersion}/{path}";
}
