using System.Net;

namespace SalesforceLinq.Http.Transport;

/// <summary>Makes the connections of a client that was given none.</summary>
internal static class ConnectionSetup
{
    /// <summary>An HTTP client without a timeout of its own: each request has one.</summary>
    public static HttpClient NewHttpClient(HttpMessageHandler? handler, IWebProxy? proxy) =>
        new(handler ?? NewHandler(proxy), disposeHandler: handler is null) { Timeout = Timeout.InfiniteTimeSpan };

    public static SocketsHttpHandler NewHandler(IWebProxy? proxy) => new()
    {
        AutomaticDecompression = DecompressionMethods.GZip | DecompressionMethods.Deflate,
        // A redirect would carry the token elsewhere; Salesforce answers 300 in a meaning of its own.
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        EnableMultipleHttp2Connections = true,
        Proxy = proxy,
        UseProxy = true,
    };
}
