using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The door a browser comes in by: a signed-in client asks for a url, the url leads to the window.</summary>
internal sealed class FrontdoorEndpoints
{
    public void Map(Router router)
    {
        router.Map("GET", "services/oauth2/singleaccess", call => new ValueTask<Answer>(SingleAccess(call)));
        router.Map("POST", "services/oauth2/singleaccess", call => new ValueTask<Answer>(SingleAccess(call)));
        router.Map("GET", "secur/frontdoor.jsp", _ => new ValueTask<Answer>(ToTheWindow()));
    }

    private static Answer SingleAccess(Call call) => call.Session is null
        ? Answer.Text(403, "Bad_OAuth_Token", "text/html;charset=UTF-8")
        : Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            // The window signs itself in: no secret needs to travel in the url.
            writer.WriteString("frontdoor_uri", call.Origin + "/secur/frontdoor.jsp");
            writer.WriteEndObject();
        });

    private static Answer ToTheWindow()
    {
        Answer answer = new(302, default, null);
        answer.Headers["Location"] = "/";
        return answer;
    }
}
