namespace SalesforceLinq.Http;

/// <summary>How a client works. Each option has a default that suits most programs.</summary>
public sealed record SalesforceClientOptions
{
    /// <summary>Version of the REST API.</summary>
    /// <value>Default <c>66.0</c> (Spring '26). Salesforce serves 31.0 and later.</value>
    public string ApiVersion { get; init; } = "66.0";

    /// <summary>How often a request that failed in passing is sent again.</summary>
    /// <value>Default: three attempts, half a second before the second.</value>
    public RetryOptions Retry { get; init; } = new();

    /// <summary>Longest wait for the beginning of an answer, and for each further part of it.</summary>
    /// <value>Default 10 minutes, after which Salesforce itself gives a request up.</value>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>Bodies of requests longer than this are compressed; answers always are.</summary>
    /// <value>Bytes; null, the default, compresses none.</value>
    public int? CompressRequestsAbove { get; init; }

    /// <summary>API calls of the day that are left to others: the client sends nothing once only so many are left.</summary>
    /// <value>Default 0, which reserves none. An <see cref="ApiBudgetExceededException"/> tells of a request kept back.</value>
    public int ReservedApiCalls { get; init; }

    /// <summary>Name of the program, sent as <c>Sforce-Call-Options: client=…</c> and shown in the org's logs.</summary>
    /// <value>Null, the default, sends none.</value>
    public string? ClientName { get; init; }

    /// <summary>How long a describe is answered from memory, without asking the org whether it has changed.</summary>
    /// <value>Default 5 minutes; zero asks every time (<c>If-Modified-Since</c>, which counts as a call).</value>
    public TimeSpan DescribeCacheLifetime { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>Highest version of HTTP that is used.</summary>
    /// <value>Default 2.0; servers that only know 1.1 are asked by that.</value>
    public Version HttpVersion { get; init; } = System.Net.HttpVersion.Version20;

    /// <summary>Proxy to send all requests through. Not for a client with an <see cref="HttpClient"/> or handler of its own.</summary>
    /// <value>Null, the default, takes the proxy of the system.</value>
    public System.Net.IWebProxy? Proxy { get; init; }

    /// <summary>Handler to send all requests with, for example one that records them. The caller disposes of it.</summary>
    /// <value>Null, the default, takes one of the client's own.</value>
    public HttpMessageHandler? Handler { get; init; }

    /// <summary>Clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;
}
