using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Window;

/// <summary>The window to look through at the org: its page, and the questions the page asks.</summary>
/// <remarks>It only looks: nothing here writes, counts as an API call, appears in the log, or is hit by faults.</remarks>
internal sealed class WindowEndpoints(OrgServices org, RequestLog log)
{
    private const int MostRequests = 200;
    private const int MostBodyCharacters = 4_000;

    private readonly WindowRows _rows = new(org);

    public void Map(Router router)
    {
        router.Map("GET", "", _ => File("window.html", "text/html;charset=UTF-8"));
        router.Map("GET", "window/window.css", _ => File("window.css", "text/css;charset=UTF-8"));
        router.Map("GET", "window/window.js", _ => File("window.js", "text/javascript;charset=UTF-8"));
        router.Map("GET", "window/icon.svg", _ => File("icon.svg", "image/svg+xml"));
        router.Map("GET", "favicon.ico", _ => File("icon.svg", "image/svg+xml"));
        router.Map("GET", "window/org", call => new ValueTask<Answer>(Org(call)));
        router.Map("GET", "window/objects", _rows.ObjectsAsync);
        router.Map("POST", "window/query", _rows.QueryAsync);
        router.Map("GET", "window/record", _rows.RecordAsync);
        router.Map("GET", "window/requests", call => new ValueTask<Answer>(Requests(call)));
    }

    private static ValueTask<Answer> File(string name, string contentType) => new(WindowAssets.File(name, contentType));

    private Answer Org(Call call) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("name", "Emulated org");
        writer.WriteString("url", call.Origin);
        writer.WriteString("username", org.Identity.Username);
        writer.WriteEndObject();
    });

    private Answer Requests(Call call)
    {
        _ = long.TryParse(call.Query["after"], NumberStyles.None, CultureInfo.InvariantCulture, out long after);
        (long last, IReadOnlyList<LoggedRequest> requests) = log.After(after, MostRequests);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("last", last);
            writer.WriteNumber("apiUsed", org.Usage.Used);
            writer.WriteNumber("apiMax", org.Usage.Max);
            writer.WriteStartArray("requests");
            foreach (LoggedRequest request in requests)
                Request(writer, request);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Request(Utf8JsonWriter writer, LoggedRequest request)
    {
        writer.WriteStartObject();
        writer.WriteString("time", request.ReceivedAt);
        writer.WriteString("method", request.Method);
        writer.WriteString("path", request.Path);
        writer.WriteNumber("status", request.Status);
        writer.WriteNumber("milliseconds", Math.Round(request.Duration.TotalMilliseconds, 1));
        writer.WriteNumber("apiCalls", request.ApiCalls);
        writer.WriteString("body", request.Body.Length > MostBodyCharacters ? request.Body[..MostBodyCharacters] + "…" : request.Body);
        writer.WriteEndObject();
    }
}
