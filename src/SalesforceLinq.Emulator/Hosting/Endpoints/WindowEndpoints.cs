using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The page to look through at the org, and the two things it asks for itself: a token, and the last requests.</summary>
internal sealed class WindowEndpoints(OrgServices org, RequestLog log)
{
    private const int ShownRequests = 50;

    private Session? _session;

    public void Map(Router router)
    {
        router.Map("GET", "", _ => new ValueTask<Answer>(Answer.Text(200, WindowPage.Html, "text/html;charset=UTF-8")));
        router.Map("GET", "window/session", call => new ValueTask<Answer>(Token(call)));
        router.Map("GET", "window/requests", _ => new ValueTask<Answer>(Requests()));
    }

    // The page runs on the same machine as the org and shows only what its owner can see anyway; other sites' scripts cannot read it.
    private Answer Token(Call call)
    {
        if (call.Header("sec-fetch-site") is { } site and not ("same-origin" or "none"))
            return Answer.Error(403, "INSUFFICIENT_ACCESS", $"The window answers its own page only, not a page that is {site}");
        _session = org.Sessions.Use(_session?.Token) ?? org.Sessions.Open(org.Identity.UserId);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("token", _session.Token);
            writer.WriteEndObject();
        });
    }

    private Answer Requests() => Answer.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (LoggedRequest request in log.TakeLast(ShownRequests).Reverse())
        {
            writer.WriteStartObject();
            writer.WriteString("method", request.Method);
            writer.WriteString("path", request.Path);
            writer.WriteNumber("status", request.Status);
            writer.WriteNumber("milliseconds", Math.Round(request.Duration.TotalMilliseconds, 1));
            writer.WriteNumber("apiCalls", request.ApiCalls);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });
}
