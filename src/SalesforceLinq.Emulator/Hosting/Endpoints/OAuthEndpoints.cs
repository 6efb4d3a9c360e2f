using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Tokens by password, client credentials and refresh token; revoke, user info and identity.</summary>
internal sealed class OAuthEndpoints(OrgServices org)
{
    public void Map(Router router)
    {
        router.Map("POST", "services/oauth2/token", call => new ValueTask<Answer>(Token(call)));
        router.Map("POST", "services/oauth2/revoke", call => new ValueTask<Answer>(Revoke(call)));
        router.Map("GET", "services/oauth2/revoke", call => new ValueTask<Answer>(Revoke(call)));
        router.Map("GET", "services/oauth2/userinfo", call => new ValueTask<Answer>(UserInfo(call)));
        router.Map("POST", "services/oauth2/userinfo", call => new ValueTask<Answer>(UserInfo(call)));
        router.Map("GET", "id/{org}/{user}", call => new ValueTask<Answer>(Identity(call)));
    }

    private Answer Token(Call call)
    {
        QueryParameters form = QueryParameters.OfForm(call.Body);
        string? grant = form["grant_type"] ?? call.Query["grant_type"];
        if (grant is null)
            return Refused("invalid_request", "must provide a grant type");
        (string? id, string? secret) = Client(call, form);
        if (id != org.Identity.ClientId)
            return Refused("invalid_client_id", "client identifier invalid");
        switch (grant)
        {
            case "password":
                if (secret != org.Identity.ClientSecret)
                    return Refused("invalid_client", "invalid client credentials");
                return org.Passwords.Check(form["username"] ?? "", form["password"] ?? "") is { } user
                    ? Granted(call, user, refresh: true)
                    : Refused("invalid_grant", "authentication failure - Invalid Password");
            case "client_credentials":
                return secret == org.Identity.ClientSecret
                    ? Granted(call, org.Identity.UserId, refresh: false)
                    : Refused("invalid_client", "invalid client credentials");
            case "refresh_token":
                if (secret is not null && secret != org.Identity.ClientSecret)
                    return Refused("invalid_client", "invalid client credentials");
                return org.Sessions.UserOfRefreshToken(form["refresh_token"] ?? "") is { } known
                    ? Granted(call, known, refresh: false)
                    : Refused("invalid_grant", "expired access/refresh token");
            default:
                return Refused("unsupported_grant_type", "grant type not supported");
        }
    }

    private Answer Granted(Call call, string userId, bool refresh)
    {
        Session session = org.Sessions.Open(userId);
        string id = $"{call.Origin}/id/{org.Identity.OrganizationId}/{userId}";
        string issuedAt = org.Clock.GetUtcNow().ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        byte[] signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(org.Identity.ClientSecret), Encoding.UTF8.GetBytes(id + issuedAt));
        return Unstored(Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("access_token", session.Token);
            if (refresh)
                writer.WriteString("refresh_token", org.Sessions.IssueRefreshToken(userId));
            writer.WriteString("instance_url", call.Origin);
            writer.WriteString("id", id);
            writer.WriteString("token_type", "Bearer");
            writer.WriteString("issued_at", issuedAt);
            writer.WriteString("signature", Convert.ToBase64String(signature));
            writer.WriteEndObject();
        }));
    }

    private static (string? Id, string? Secret) Client(Call call, QueryParameters form)
    {
        if (call.Header("authorization") is { } header && header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase))
        {
            byte[] bytes = new byte[header.Length];
            if (Convert.TryFromBase64String(header[6..].Trim(), bytes, out int written))
            {
                string[] pair = Encoding.UTF8.GetString(bytes, 0, written).Split(':', 2);
                return (Uri.UnescapeDataString(pair[0]), pair.Length == 2 ? Uri.UnescapeDataString(pair[1]) : null);
            }
        }
        return (form["client_id"], form["client_secret"]);
    }

    private Answer Revoke(Call call)
    {
        string? token = call.Query["token"] ?? QueryParameters.OfForm(call.Body)["token"];
        return token is not null && org.Sessions.Revoke(token)
            ? new Answer(200, default, null)
            : Refused("unsupported_token_type", "this token type is not supported");
    }

    private Answer UserInfo(Call call) => SessionOf(call) is { } session
        ? Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("sub", $"{call.Origin}/id/{org.Identity.OrganizationId}/{session.UserId}");
            writer.WriteString("user_id", session.UserId);
            writer.WriteString("organization_id", org.Identity.OrganizationId);
            writer.WriteString("preferred_username", org.Identity.Username);
            writer.WriteString("nickname", "admin");
            writer.WriteString("name", "Ada Admin");
            writer.WriteString("email", org.Identity.Username);
            writer.WriteBoolean("email_verified", true);
            writer.WriteString("zoneinfo", org.TimeZone.Id);
            writer.WriteString("locale", "en_US");
            writer.WriteString("language", "en_US");
            writer.WriteBoolean("active", true);
            writer.WriteString("user_type", "STANDARD");
            Urls(writer, call);
            writer.WriteEndObject();
        })
        : Answer.Text(403, "Bad_OAuth_Token", "text/html;charset=UTF-8");

    private Answer Identity(Call call)
    {
        if (SessionOf(call) is not { } session)
            return Answer.Text(403, "Bad_OAuth_Token", "text/html;charset=UTF-8");
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", $"{call.Origin}/id/{org.Identity.OrganizationId}/{session.UserId}");
            writer.WriteBoolean("asserted_user", true);
            writer.WriteString("user_id", session.UserId);
            writer.WriteString("organization_id", org.Identity.OrganizationId);
            writer.WriteString("username", org.Identity.Username);
            writer.WriteString("nick_name", "admin");
            writer.WriteString("display_name", "Ada Admin");
            writer.WriteString("email", org.Identity.Username);
            writer.WriteBoolean("email_verified", true);
            writer.WriteString("first_name", "Ada");
            writer.WriteString("last_name", "Admin");
            writer.WriteString("timezone", org.TimeZone.Id);
            writer.WriteStartObject("photos");
            writer.WriteString("picture", call.Origin + "/profilephoto/005/F");
            writer.WriteString("thumbnail", call.Origin + "/profilephoto/005/T");
            writer.WriteEndObject();
            Urls(writer, call);
            writer.WriteBoolean("active", true);
            writer.WriteString("user_type", "STANDARD");
            writer.WriteString("language", "en_US");
            writer.WriteString("locale", "en_US");
            writer.WriteNumber("utcOffset", (long)org.TimeZone.BaseUtcOffset.TotalMilliseconds);
            writer.WriteString("last_modified_date", org.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture));
            writer.WriteBoolean("is_app_installed", true);
            writer.WriteEndObject();
        });
    }

    private void Urls(Utf8JsonWriter writer, Call call)
    {
        string fifteen = org.Identity.OrganizationId[..15];
        writer.WriteStartObject("urls");
        writer.WriteString("enterprise", $"{call.Origin}/services/Soap/c/{{version}}/{fifteen}");
        writer.WriteString("metadata", $"{call.Origin}/services/Soap/m/{{version}}/{fifteen}");
        writer.WriteString("partner", $"{call.Origin}/services/Soap/u/{{version}}/{fifteen}");
        writer.WriteString("rest", $"{call.Origin}/services/data/v{{version}}/");
        foreach (string resource in (string[])["sobjects", "search", "query", "recent"])
            writer.WriteString(resource, $"{call.Origin}/services/data/v{{version}}/{resource}/");
        writer.WriteString("tooling_rest", $"{call.Origin}/services/data/v{{version}}/tooling/");
        writer.WriteString("profile", $"{call.Origin}/{call.UserId}");
        writer.WriteEndObject();
    }

    private Session? SessionOf(Call call) => call.Session ?? org.Sessions.Use(
        call.Query["oauth_token"] ?? call.Query["access_token"] ?? QueryParameters.OfForm(call.Body)["access_token"]);

    private static Answer Refused(string error, string description) => Unstored(Answer.Json(400, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("error", error);
        writer.WriteString("error_description", description);
        writer.WriteEndObject();
    }));

    private static Answer Unstored(Answer answer)
    {
        answer.Headers["Expires"] = "Thu, 01 Jan 1970 00:00:00 GMT";
        answer.Headers["X-ReadOnlyMode"] = "false";
        return answer;
    }
}
