using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The token endpoint of OAuth, with all its flows.</summary>
/// <remarks>
/// Source: recorded exchanges of the password and refresh flows; Salesforce Help, "OAuth Authorization Flows". The texts of the errors of
/// the other flows are not recorded.
/// </remarks>
internal sealed class TokenEndpoint(OrgServices org)
{
    private static readonly string[] LoginServers = ["https://login.salesforce.com", "https://test.salesforce.com"];

    private readonly OAuthAnswers _answers = new(org);

    public void Map(Router router) => router.Map("POST", "services/oauth2/token", AnswerAsync);

    private ValueTask<Answer> AnswerAsync(Call call)
    {
        QueryParameters form = QueryParameters.OfForm(call.Body);
        string? grant = form["grant_type"] ?? call.Query["grant_type"];
        if (grant == "urn:ietf:params:oauth:grant-type:jwt-bearer")
            return AssertedAsync(call, form["assertion"] ?? "");
        if (grant is null && form["response_type"] != "device_code")
            return Refused("invalid_request", "must provide a grant type");
        (string? id, string? secret) = OAuthClient.Read(call, form);
        if (id != org.Identity.ClientId)
            return Refused("invalid_client_id", "client identifier invalid");
        if (secret is null ? grant is "password" or "client_credentials" : secret != org.Identity.ClientSecret)
            return Refused("invalid_client", "invalid client credentials");
        return grant switch
        {
            null => new ValueTask<Answer>(NewDevice(call)),
            "password" => ByPasswordAsync(call, form["username"] ?? "", form["password"] ?? ""),
            "client_credentials" => new ValueTask<Answer>(_answers.Session(call, org.Identity.UserId)),
            "refresh_token" => new ValueTask<Answer>(Refresh(call, form["refresh_token"] ?? "")),
            "authorization_code" => new ValueTask<Answer>(ByCode(call, form, hasSecret: secret is not null)),
            "device" => new ValueTask<Answer>(ByDevice(call, form["code"] ?? "")),
            _ => Refused("unsupported_grant_type", "grant type not supported"),
        };
    }

    private async ValueTask<Answer> ByPasswordAsync(Call call, string username, string password)
    {
        KnownUser? user = await org.ReadAsync(call, connection => org.Passwords.Check(connection, username, password)).ConfigureAwait(false);
        return user switch
        {
            null => OAuthAnswers.Refused("invalid_grant", "authentication failure - Invalid Password"),
            { IsActive: false } => OAuthAnswers.Refused("inactive_user", "user is inactive"),
            _ => _answers.SessionWithRefreshToken(call, user.Id),
        };
    }

    private async ValueTask<Answer> AssertedAsync(Call call, string text)
    {
        if (JwtAssertion.Read(text, org.App.TrustedKeys) is not { } assertion)
            return OAuthAnswers.Refused("invalid_grant", "invalid assertion");
        if (assertion.Issuer != org.Identity.ClientId)
            return OAuthAnswers.Refused("invalid_client_id", "client identifier invalid");
        if (!LoginServers.Contains(assertion.Audience) && !string.Equals(assertion.Audience.TrimEnd('/'), call.Origin, StringComparison.OrdinalIgnoreCase))
            return OAuthAnswers.Refused("invalid_grant", "Audience validation failed");
        if (assertion.Expires <= org.Clock.GetUtcNow())
            return OAuthAnswers.Refused("invalid_grant", "expired assertion");
        KnownUser? user = await org.ReadAsync(call, connection => org.Passwords.Find(connection, assertion.Username)).ConfigureAwait(false);
        return user switch
        {
            null => OAuthAnswers.Refused("invalid_grant", "user hasn't approved this consumer"),
            { IsActive: false } => OAuthAnswers.Refused("inactive_user", "user is inactive"),
            _ => _answers.Session(call, user.Id),
        };
    }

    private Answer Refresh(Call call, string token)
    {
        bool rotates = org.App.RotatesRefreshTokens;
        Grant? grant = rotates ? org.RefreshTokens.Take(token) : org.RefreshTokens.Find(token);
        return grant is null ? OAuthAnswers.Refused("invalid_grant", "expired access/refresh token") : _answers.Refreshed(call, grant, rotates);
    }

    private Answer ByCode(Call call, QueryParameters form, bool hasSecret)
    {
        if (org.AuthorizationCodes.Take(form["code"] ?? "") is not { } approval)
            return OAuthAnswers.Refused("invalid_grant", "expired authorization code");
        if (form["redirect_uri"] != approval.RedirectUri)
            return OAuthAnswers.Refused("redirect_uri_mismatch", "redirect_uri must match configuration");
        if (!approval.IsProvenBy(form["code_verifier"]))
            return OAuthAnswers.Refused("invalid_grant", "invalid code verifier");
        return approval.Challenge is null && !hasSecret
            ? OAuthAnswers.Refused("invalid_client", "invalid client credentials")
            : _answers.SessionWithRefreshToken(call, approval.UserId);
    }

    private Answer NewDevice(Call call)
    {
        (string deviceCode, string userCode) = org.DeviceCodes.Issue();
        if (org.App.ApprovesByItself)
            org.App.ApproveDevice(userCode);
        return OAuthAnswers.Unstored(Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("device_code", deviceCode);
            writer.WriteString("user_code", userCode);
            writer.WriteString("verification_uri", call.Origin + "/setup/connect");
            writer.WriteNumber("interval", (int)DeviceCodes.Interval.TotalSeconds);
            writer.WriteEndObject();
        }));
    }

    private Answer ByDevice(Call call, string deviceCode) => org.DeviceCodes.Poll(deviceCode) switch
    {
        (DeviceState.Approved, { } userId) => _answers.SessionWithRefreshToken(call, userId),
        (DeviceState.Pending, _) => OAuthAnswers.Refused("authorization_pending", "pending"),
        // Source: RFC 8628, section 3.5, which the device flow follows.
        (DeviceState.Hasty, _) => OAuthAnswers.Refused("slow_down", "polling too frequently"),
        (DeviceState.Denied, _) => OAuthAnswers.Refused("access_denied", "end-user denied authorization"),
        _ => OAuthAnswers.Refused("invalid_grant", "invalid or expired device code"),
    };

    private static ValueTask<Answer> Refused(string error, string description) => new(OAuthAnswers.Refused(error, description));
}
