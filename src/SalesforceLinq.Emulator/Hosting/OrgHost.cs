using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>Kestrel, and nothing around it.</summary>
/// <remarks>
/// A web application builder would read configuration files and environment variables of the process the org is embedded in, take its Ctrl+C,
/// and take most of the time an org needs to start.
/// </remarks>
internal sealed class OrgHost : IAsyncDisposable
{
    private readonly KestrelServer _server;

    private OrgHost(KestrelServer server, Uri url)
    {
        _server = server;
        Url = url;
    }

    public Uri Url { get; }

    public static async Task<OrgHost> StartAsync(IPAddress address, int port, RequestPipeline pipeline, CancellationToken cancellationToken)
    {
        KestrelServerOptions options = new() { AddServerHeader = false, ApplicationServices = new NoServices() };
        options.Limits.MaxRequestBodySize = null;
        // The org itself answers 414 and 431; what is far beyond is the server's to refuse.
        options.Limits.MaxRequestLineSize = 64 * 1024;
        options.Limits.MaxRequestHeadersTotalSize = 128 * 1024;
        options.Listen(address, port);
        SocketTransportFactory transport = new(Options.Create(new SocketTransportOptions()), NullLoggerFactory.Instance);
        KestrelServer server = new(Options.Create(options), transport, NullLoggerFactory.Instance);
        try
        {
            await server.StartAsync(new Application(pipeline), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception error)
        {
            server.Dispose();
            if (Unusable(address, port, error) is { } unusable)
                throw unusable;
            throw;
        }
        UriBuilder url = new(server.Features.Get<IServerAddressesFeature>()!.Addresses.First());
        // "All addresses" is none to call.
        if (IPAddress.TryParse(url.Host.Trim('[', ']'), out IPAddress? host) && (host.Equals(IPAddress.Any) || host.Equals(IPAddress.IPv6Any)))
            url.Host = IPAddress.Loopback.ToString();
        return new OrgHost(server, url.Uri);
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        await _server.StopAsync(patience.Token).ConfigureAwait(false);
        _server.Dispose();
    }

    private static IOException? Unusable(IPAddress address, int port, Exception error) => (error.GetBaseException() as SocketException)?.SocketErrorCode switch
    {
        SocketError.AddressAlreadyInUse => new IOException($"Port {port} of {address} is in use. Choose another port, or 0 for a free one.", error),
        SocketError.AccessDenied => new IOException($"Port {port} of {address} may not be used by this user. Choose one from 1024 on, or 0 for a free one.", error),
        SocketError.AddressNotAvailable => new IOException($"This machine has no address {address}. Choose 127.0.0.1, or one that it has.", error),
        _ => null,
    };

    private sealed class Application(RequestPipeline pipeline) : IHttpApplication<HttpContext>
    {
        public HttpContext CreateContext(IFeatureCollection contextFeatures) => new DefaultHttpContext(contextFeatures);

        public Task ProcessRequestAsync(HttpContext context) => pipeline.HandleAsync(context);

        public void DisposeContext(HttpContext context, Exception? exception)
        {
        }
    }

    private sealed class NoServices : IServiceProvider
    {
        public object? GetService(Type serviceType) => null;
    }
}
