using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using SalesforceLinq.Http.Configuration;

namespace SalesforceLinq.Http;

/// <summary>How a client works. Each option has a default that suits most programs.</summary>
public sealed partial record SalesforceClientOptions
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

    /// <summary>Where the client writes its log: <c>SalesforceLinq.Http.Requests</c> and <c>SalesforceLinq.Http.Sessions</c>.</summary>
    /// <value>Null, the default, writes none; registered with dependency injection, a client takes the program's.</value>
    /// <remarks>Methods, paths, statuses and error codes are written; never a token, a body or the values in a query.</remarks>
    public ILoggerFactory? LoggerFactory { get; init; }

    /// <summary>Clock.</summary>
    /// <value>Default <see cref="TimeProvider.System"/>.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Reads the options of a configuration section: <c>ApiVersion</c>, <c>ClientName</c>, <c>Timeout</c>, <c>MaxAttempts</c>, <c>ReservedApiCalls</c>.</summary>
    /// <param name="section">The section; it may hold the keys of a credential as well.</param>
    /// <returns>The options; the default of each where the section says nothing.</returns>
    /// <exception cref="InvalidOperationException">Keys are unknown or without a usable value; the message names each.</exception>
    public static SalesforceClientOptions FromConfiguration(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        SectionReader reader = new(section);
        SalesforceClientOptions options = Read(reader);
        reader.RefuseUnknown(OrgKeys.All);
        reader.ThrowIfWrong();
        return options;
    }

    internal static SalesforceClientOptions Read(SectionReader section)
    {
        var options = new SalesforceClientOptions();
        string version = section.Text(OrgKeys.ApiVersion) ?? options.ApiVersion;
        if (!VersionForm().IsMatch(version))
            section.Problem(OrgKeys.ApiVersion, "is not a version of the API. Write it as 66.0");
        return options with
        {
            ApiVersion = version,
            ClientName = section.Text(OrgKeys.ClientName),
            Timeout = section.Duration(OrgKeys.Timeout) ?? options.Timeout,
            ReservedApiCalls = section.Number(OrgKeys.ReservedApiCalls, 0, int.MaxValue) ?? options.ReservedApiCalls,
            Retry = options.Retry with { MaxAttempts = section.Number(OrgKeys.MaxAttempts, 1, 10) ?? options.Retry.MaxAttempts },
        };
    }

    [GeneratedRegex(@"^[1-9][0-9]{1,2}\.0\z", RegexOptions.CultureInvariant)]
    internal static partial Regex VersionForm();
}
