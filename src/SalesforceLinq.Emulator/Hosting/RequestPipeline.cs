using System.Text;
using Microsoft.AspNetCore.Http;
using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>What happens to each HTTP request: read, let go wrong, dispatched, answered, logged.</summary>
internal sealed class RequestPipeline(OrgServices org, FaultScript faults, RequestLog log, Dispatcher dispatcher)
{
    private const int MostLoggedCharacters = 262_144;

    // Parameters of a query string that sign somebody in, or may be used to.
    private static readonly HashSet<string> Secrets = new(StringComparer.OrdinalIgnoreCase)
    {
        "access_token", "assertion", "client_secret", "code_verifier", "oauth_token", "password", "refresh_token", "sid", "token",
    };


    private readonly RequestReader _reader = new();
    private readonly AnswerSender _sender = new();

    public async Task HandleAsync(HttpContext http)
    {
        long started = org.Clock.GetTimestamp();
        ReadRequest request;
        try
        {
            request = await _reader.ReadAsync(http).ConfigureAwait(false);
        }
        catch (UnreadableRequestException unreadable)
        {
            request = new ReadRequest(http.Request.Method, http.Request.Path, "", [], new Dictionary<string, string>(), []);
            log.Add(new LoggedRequest(request.Method, Masked(request), unreadable.Status, org.Clock.GetElapsedTime(started), 0, "") { ReceivedAt = org.Clock.GetUtcNow() });
            await _sender.SendAsync(http, request, Answer.Error(unreadable.Status, unreadable.Code, unreadable.Message), fault: null).ConfigureAwait(false);
            return;
        }
        try
        {
            await AnswerAsync(http, request, FaultOf(request), started).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The client has gone: there is nobody to answer.
            http.Abort();
        }
    }

    private async Task AnswerAsync(HttpContext http, ReadRequest request, Fault? fault, long started)
    {
        Dispatched? dispatched = fault?.Kind == FaultKind.DroppedBeforeCommit ? null : await dispatcher.DispatchAsync(http, request, fault).ConfigureAwait(false);
        bool dropped = dispatched is null || fault?.Kind == FaultKind.DroppedAfterCommit;
        try
        {
            if (fault?.Delay > TimeSpan.Zero)
                await Task.Delay(fault.Delay, org.Clock, http.RequestAborted).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            dropped = true;
        }
        // Logged before it is sent: who has the answer finds its request in the log.
        if (Dispatcher.IsLogged(request))
            log.Add(new LoggedRequest(request.Method, Masked(request), dropped ? 0 : dispatched!.Answer.Status, org.Clock.GetElapsedTime(started), dispatched?.ApiCalls ?? 0, Body(request)) { ReceivedAt = org.Clock.GetUtcNow() - org.Clock.GetElapsedTime(started) });
        if (dropped)
            http.Abort();
        else
            await _sender.SendAsync(http, request, dispatched!.Answer, fault).ConfigureAwait(false);
    }

    private Fault? FaultOf(ReadRequest request)
    {
        if (!Dispatcher.CanGoWrong(request))
            return null;
        string path = "/" + string.Join('/', request.Path.Split('/', StringSplitOptions.RemoveEmptyEntries));
        try
        {
            return faults.Take(new FaultTarget(request.Method, path, request.Query));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // A test's own mistake must be seen in the test.
            return Fault.Error(500, "UNKNOWN_EXCEPTION", $"A condition given to org.Faults threw {error.GetType().Name}: {error.Message}");
        }
    }

    private static string Masked(ReadRequest request)
    {
        if (request.Query.Length == 0)
            return request.Path;
        IEnumerable<string> parameters = request.Query[1..].Split('&').Select(parameter =>
            parameter.IndexOf('=', StringComparison.Ordinal) is var equals and >= 0 && Secrets.Contains(Uri.UnescapeDataString(parameter[..equals]))
                ? parameter[..(equals + 1)] + "***"
                : parameter);
        return $"{request.Path}?{string.Join('&', parameters)}";
    }

    private static string Body(ReadRequest request)
    {
        bool secret = request.Path.Contains("/oauth2/", StringComparison.OrdinalIgnoreCase) || request.Path.Contains("/Soap/", StringComparison.OrdinalIgnoreCase)
            || request.Path.Contains("/setup/connect", StringComparison.OrdinalIgnoreCase) || request.Path.TrimEnd('/').EndsWith("/password", StringComparison.OrdinalIgnoreCase);
        if (secret || request.Body.Length == 0 || request.Body.AsSpan().Contains((byte)0))
            return "";
        string text = Encoding.UTF8.GetString(request.Body);
        return text.Length > MostLoggedCharacters ? text[..MostLoggedCharacters] : text;
    }
}
