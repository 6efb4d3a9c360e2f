using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Who is signed in (OpenID Connect and identity service), and the end of tokens.</summary>
/// <remarks>Source: recorded answers of <c>userinfo</c> and of an identity URL; the words of the 403 are not recorded.</remarks>
internal sealed class IdentityEndpoints(OrgServices org)
{
    public void Map(Router router)
    {
        router.Map("POST", "services/oauth2/revoke", call => new ValueTask<Answer>(Revoke(call)));
        router.Map("GET", "services/oauth2/revoke", call => new ValueTask<Answer>(Revoke(call)));
        router.Map("POST", "services/oauth2/introspect", IntrospectAsync);
        router.Map("GET", "services/oauth2/userinfo", UserInfoAsync);
        router.Map("POST", "services/oauth2/userinfo", UserInfoAsync);
        router.Map("GET", "id/{org}/{user}", IdentityAsync);
    }

    private Answer Revoke(Call call)
    {
        string token = call.Query["token"] ?? QueryParameters.OfForm(call.Body)["token"] ?? "";
        if (org.Sessions.Revoke(token))
            return new Answer(200, default, null);
        if (org.RefreshTokens.Take(token) is not { } grant)
            return OAuthAnswers.Refused("unsupported_token_type", "this token type is not supported");
        org.Sessions.EndGrant(grant.Id);
        return new Answer(200, default, null);
    }

    /// <summary>Whether a token is alive, without prolonging its life.</summary>
    /// <remarks>Source: Salesforce Help, "OpenID Connect Token Introspection".</remarks>
    private async ValueTask<Answer> IntrospectAsync(Call call)
    {
        QueryParameters form = QueryParameters.OfForm(call.Body);
        if (OAuthClient.Read(call, form) != (org.Identity.ClientId, org.Identity.ClientSecret))
            return OAuthAnswers.Refused("invalid_client", "invalid client credentials", status: 401);
        string token = form["token"] ?? call.Query["token"] ?? "";
        Session? session = org.Sessions.Find(token);
        if ((session?.UserId ?? org.RefreshTokens.Find(token)?.UserId) is not { } userId)
        {
            return OAuthAnswers.Unstored(Answer.Json(200, writer =>
            {
                writer.WriteStartObject();
                writer.WriteBoolean("active", false);
                writer.WriteEndObject();
            }));
        }
        UserProfile user = await ProfileAsync(call, userId).ConfigureAwait(false);
        return OAuthAnswers.Unstored(Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("active", true);
            writer.WriteString("scope", "full refresh_token");
            writer.WriteString("client_id", org.Identity.ClientId);
            writer.WriteString("username", user.Username);
            writer.WriteString("sub", $"{call.Origin}/id/{org.Identity.OrganizationId}/{userId}");
            writer.WriteString("token_type", session is null ? "refresh_token" : "access_token");
            if (session is not null)
            {
                writer.WriteNumber("exp", (session.LastUsed + org.Sessions.Lifetime).ToUnixTimeSeconds());
                writer.WriteNumber("iat", session.OpenedAt.ToUnixTimeSeconds());
                writer.WriteNumber("nbf", session.OpenedAt.ToUnixTimeSeconds());
            }
            writer.WriteEndObject();
        }));
    }

    private async ValueTask<Answer> UserInfoAsync(Call call)
    {
        if (SessionOf(call) is not { } session)
            return Forbidden("Bad_OAuth_Token");
        return await ToldAsync(call, session, (writer, user) =>
        {
            writer.WriteString("sub", $"{call.Origin}/id/{org.Identity.OrganizationId}/{user.Id}");
            writer.WriteString("user_id", user.Id);
            writer.WriteString("organization_id", org.Identity.OrganizationId);
            writer.WriteString("preferred_username", user.Username);
            writer.WriteString("nickname", user.Nickname);
            writer.WriteString("name", user.Name);
            writer.WriteString("email", user.Email);
            writer.WriteBoolean("email_verified", true);
            writer.WriteString("given_name", user.FirstName);
            writer.WriteString("family_name", user.LastName);
            writer.WriteString("zoneinfo", user.TimeZone);
            UrlsAndPlace(writer, call, user);
            writer.WriteString("updated_at", user.LastModified);
        }).ConfigureAwait(false);
    }

    private async ValueTask<Answer> IdentityAsync(Call call)
    {
        if (SessionOf(call) is not { } session)
            return Forbidden("Bad_OAuth_Token");
        if (!SalesforceId.TryNormalize(call["org"], out string? organization) || organization != org.Identity.OrganizationId)
            return Forbidden("Wrong_Org");
        // A user's token tells about that user alone.
        if (!SalesforceId.TryNormalize(call["user"], out string? asked) || asked != session.UserId)
            return Forbidden("Bad_Id");
        return await ToldAsync(call, session, (writer, user) =>
        {
            writer.WriteString("id", $"{call.Origin}/id/{org.Identity.OrganizationId}/{user.Id}");
            writer.WriteBoolean("asserted_user", true);
            writer.WriteString("user_id", user.Id);
            writer.WriteString("organization_id", org.Identity.OrganizationId);
            writer.WriteString("username", user.Username);
            writer.WriteString("nick_name", user.Nickname);
            writer.WriteString("display_name", user.Name);
            writer.WriteString("email", user.Email);
            writer.WriteBoolean("email_verified", true);
            writer.WriteString("first_name", user.FirstName);
            writer.WriteString("last_name", user.LastName);
            writer.WriteString("timezone", user.TimeZone);
            writer.WriteStartObject("photos");
            writer.WriteString("picture", call.Origin + "/profilephoto/005/F");
            writer.WriteString("thumbnail", call.Origin + "/profilephoto/005/T");
            writer.WriteEndObject();
            UrlsAndPlace(writer, call, user);
            writer.WriteString("last_modified_date", user.LastModified);
            writer.WriteBoolean("is_app_installed", true);
        }).ConfigureAwait(false);
    }

    private async ValueTask<Answer> ToldAsync(Call call, Session session, Action<Utf8JsonWriter, UserProfile> tell)
    {
        UserProfile user = await ProfileAsync(call, session.UserId).ConfigureAwait(false);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            tell(writer, user);
            writer.WriteEndObject();
        });
    }

    // What both tell, each under the same names and in the same order.
    private void UrlsAndPlace(Utf8JsonWriter writer, Call call, UserProfile user)
    {
        Urls(writer, call, user.Id);
        writer.WriteBoolean("active", user.IsActive);
        writer.WriteString("user_type", "STANDARD");
        writer.WriteString("language", user.Language);
        writer.WriteString("locale", user.Locale);
        writer.WriteNumber("utcOffset", (long)org.TimeZone.BaseUtcOffset.TotalMilliseconds);
    }

    private void Urls(Utf8JsonWriter writer, Call call, string userId)
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
        writer.WriteString("profile", $"{call.Origin}/{userId}");
        writer.WriteEndObject();
    }

    private ValueTask<UserProfile> ProfileAsync(Call call, string userId) => org.ReadAsync(
        call, connection => UserProfile.Of(userId, org.Tables.Find("User")?.Find(connection, userId), org));

    private Session? SessionOf(Call call) => call.Session ?? org.Sessions.Use(
        call.Query["oauth_token"] ?? call.Query["access_token"] ?? QueryParameters.OfForm(call.Body)["access_token"]);

    private static Answer Forbidden(string what) => Answer.Text(403, what, "text/html;charset=UTF-8");
}
