using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace SalesforceLinq.Http.Diagnostics;

/// <summary>What one client tells of its work: logs, spans and numbers. Costs next to nothing while nobody listens.</summary>
internal sealed class ClientTelemetry(ILoggerFactory? loggers, TimeProvider time)
{
    private static readonly ActivitySource Spans = new(ClientMeter.Name);

    private readonly ILogger _requests = loggers?.CreateLogger(ClientLog.Requests) ?? NullLogger.Instance;
    private readonly ILogger _sessions = loggers?.CreateLogger(ClientLog.Sessions) ?? NullLogger.Instance;
    private SalesforceSession? _session;

    /// <summary>Begins to observe a request, from its call to its answer, however often it is sent.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path on the server. A query string is left out: the SOQL in it holds values.</param>
    public RequestObservation Observe(HttpMethod method, string path)
    {
        int query = path.IndexOf('?', StringComparison.Ordinal);
        path = query < 0 ? path : path[..query];
        string resource = ResourceOf(path);
        Activity? span = Spans.HasListeners() ? Spans.StartActivity($"{method.Method} {resource}", ActivityKind.Client) : null;
        return new RequestObservation(method.Method, path, resource, span, _requests, time);
    }

    /// <summary>Tells of a session that was not seen before.</summary>
    public void Seen(SalesforceSession session)
    {
        if (ReferenceEquals(Interlocked.Exchange(ref _session, session), session))
            return;
        ClientMeter.Session(session.InstanceUrl.Host);
        ClientLog.SessionBegan(_sessions, session.InstanceUrl.GetLeftPart(UriPartial.Authority));
    }

    public void Ended(SalesforceSession session) => ClientLog.SessionEnded(_sessions, session.InstanceUrl.GetLeftPart(UriPartial.Authority));

    /// <summary>The part of a path that names the resource, whatever is asked of it: <c>query</c>, <c>sobjects</c>, <c>apexrest</c>.</summary>
    internal static string ResourceOf(string path)
    {
        string[] segments = path.Split('/', 5, StringSplitOptions.RemoveEmptyEntries);
        return segments switch
        {
            ["services", "data", _, var resource, ..] => resource,
            ["services", "data", _] => "resources",
            ["services", var resource, ..] => resource,
            [var resource, ..] => resource,
            [] => "resources",
        };
    }
}
