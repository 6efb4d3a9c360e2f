using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The two pages on which a person lets a program in: one that a browser is sent to, and one for the code of a device.</summary>
/// <remarks>Source: Salesforce Help, "OAuth 2.0 Web Server Flow", "OAuth 2.0 User-Agent Flow", "OAuth 2.0 Device Flow" and "OAuth 2.0 Authorization Errors"; RFC 7636 (PKCE).</remarks>
internal sealed class ApprovalEndpoints(OrgServices org)
{
    private static readonly string[] Kept = ["response_type", "client_id", "redirect_uri", "state", "scope", "code_challenge", "code_challenge_method"];

    private readonly OAuthAnswers _answers = new(org);

    public void Map(Router router)
    {
        router.Map("GET", "services/oauth2/authorize", call => AuthorizeAsync(call, call.Query, isAnswer: false));
        router.Map("POST", "services/oauth2/authorize", call => AuthorizeAsync(call, QueryParameters.OfForm(call.Body), isAnswer: true));
        router.Map("GET", "setup/connect", call => new ValueTask<Answer>(DevicePage(call.Query["user_code"], problem: null)));
        router.Map("POST", "setup/connect", call => ConnectAsync(call, QueryParameters.OfForm(call.Body)));
    }

    private async ValueTask<Answer> AuthorizeAsync(Call call, QueryParameters asked, bool isAnswer)
    {
        if (asked["client_id"] != org.Identity.ClientId)
            return Wrong("invalid_client_id", "client identifier invalid");
        // Nothing is told to an address that nobody has allowed, not even an error.
        if (asked["redirect_uri"] is not { } callback || !org.App.IsCallback(callback))
            return Wrong("redirect_uri_mismatch", "redirect_uri must match configuration");
        if (asked["response_type"] is not ("code" or "token"))
            return Back(callback, asked, ("error", "unsupported_response_type"), ("error_description", "response type not supported"));
        if (asked["code_challenge_method"] is { } method && method != "S256")
            return Back(callback, asked, ("error", "invalid_request"), ("error_description", "code_challenge_method must be S256"));
        if (org.App.ApprovesByItself)
            return Approved(call, callback, asked, org.Identity.UserId);
        if (!isAnswer)
            return SignInPage(asked, problem: null);
        if (asked["decision"] == "deny")
            return Back(callback, asked, ("error", "access_denied"), ("error_description", "end-user denied authorization"));
        return await UserAsync(call, asked).ConfigureAwait(false) is { } user
            ? Approved(call, callback, asked, user.Id)
            : SignInPage(asked, "User name or password is wrong.");
    }

    private async ValueTask<Answer> ConnectAsync(Call call, QueryParameters form)
    {
        string userCode = form["user_code"] ?? "";
        if (await UserAsync(call, form).ConfigureAwait(false) is not { } user)
            return DevicePage(userCode, "User name or password is wrong.");
        bool denied = form["decision"] == "deny";
        if (!org.DeviceCodes.Enter(userCode, denied ? null : user.Id))
            return DevicePage(userCode, "No device waits under this code.");
        return ApprovalPage.Note(denied ? "The device was turned away." : "The device may sign in now. You can close this window.");
    }

    private async ValueTask<KnownUser?> UserAsync(Call call, QueryParameters form)
    {
        KnownUser? user = await org.ReadAsync(
            call, connection => org.Passwords.Check(connection, form["username"] ?? "", form["password"] ?? "")).ConfigureAwait(false);
        return user is { IsActive: true } ? user : null;
    }

    private Answer Approved(Call call, string callback, QueryParameters asked, string userId)
    {
        if (asked["response_type"] == "code")
            return Back(callback, asked, ("code", org.AuthorizationCodes.Issue(userId, callback, asked["code_challenge"])));
        // A page in a browser gets no refresh token; an app with a scheme of its own does.
        if (callback.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || callback.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            return Back(callback, asked, _answers.Members(call, org.Sessions.Open(userId), refreshToken: null));
        (Session session, string refreshToken) = _answers.Granted(userId);
        return Back(callback, asked, _answers.Members(call, session, refreshToken));
    }

    // A token goes behind the hash, where no server sees it.
    private static Answer Back(string callback, QueryParameters asked, params IEnumerable<(string Name, string Value)> parameters)
    {
        IEnumerable<(string Name, string Value)> all = asked["state"] is { } state ? parameters.Append(("state", state)) : parameters;
        string query = string.Join('&', all.Select(parameter => $"{parameter.Name}={Uri.EscapeDataString(parameter.Value)}"));
        char separator = asked["response_type"] == "token" ? '#' : callback.Contains('?', StringComparison.Ordinal) ? '&' : '?';
        Answer answer = new(302, default, null);
        answer.Headers["Location"] = $"{callback}{separator}{query}";
        return answer;
    }

    private static Answer SignInPage(QueryParameters asked, string? problem) => ApprovalPage.Form(
        "Allow access?",
        "/services/oauth2/authorize",
        problem,
        Kept.Where(asked.Has).Select(name => (name, asked[name]!)),
        [("username", "User name", "text", ""), ("password", "Password", "password", "")]);

    private static Answer DevicePage(string? userCode, string? problem) => ApprovalPage.Form(
        "Connect a device",
        "/setup/connect",
        problem,
        [],
        [("user_code", "Code the device shows", "text", userCode ?? ""), ("username", "User name", "text", ""), ("password", "Password", "password", "")]);

    private static Answer Wrong(string error, string description) =>
        Answer.Text(400, $"error={error}&error_description={Uri.EscapeDataString(description)}", "text/plain;charset=UTF-8");
}
