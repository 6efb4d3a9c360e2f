using System.Net;
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
        catch
        {
            server.Dispose();
            throw;
        }
        return new OrgHost(server, new Uri(server.Features.Get<IServerAddressesFeature>()!.Addresses.First()));
    }

    public async ValueTask DisposeAsync()
    {
        using CancellationTokenSource patience = new(TimeSpan.FromSeconds(2));
        await _server.StopAsync(patience.Token).ConfigureAwait(false);
        _server.Dispose();
    }

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
