namespace SalesforceLinq.Http.Authentication;

/// <summary>
/// A person signs in to an app. Later sessions come from the refresh token, where the app gives one; the person is asked again when that has died.
/// </summary>
internal sealed class PersonalSignIn(string clientId)
{
    private string? _refreshToken;

    /// <summary>Begins a session.</summary>
    /// <param name="endpoint">Where tokens are given.</param>
    /// <param name="http">Sends the requests.</param>
    /// <param name="clientSecret">Consumer secret of the app; null for apps that need none.</param>
    /// <param name="ask">Asks the person.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SignInFailedException">No session was given.</exception>
    public async Task<SalesforceSession> RequestAsync(
        TokenEndpoint endpoint, HttpClient http, string? clientSecret, Func<TokenEndpoint, HttpClient, CancellationToken, Task<SalesforceSession>> ask, CancellationToken cancellationToken)
    {
        SalesforceSession session = await RefreshAsync(endpoint, http, clientSecret, cancellationToken).ConfigureAwait(false)
            ?? await ask(endpoint, http, cancellationToken).ConfigureAwait(false);
        _refreshToken = session.RefreshToken ?? _refreshToken;
        return session;
    }

    /// <summary>The members of a form to the token endpoint, the app's own among them.</summary>
    public Dictionary<string, string?> Form(string? clientSecret, params ReadOnlySpan<(string Name, string? Value)> members)
    {
        var form = new Dictionary<string, string?> { ["client_id"] = clientId, ["client_secret"] = clientSecret };
        foreach ((string name, string? value) in members)
            form[name] = value;
        return form;
    }

    private async Task<SalesforceSession?> RefreshAsync(TokenEndpoint endpoint, HttpClient http, string? clientSecret, CancellationToken cancellationToken)
    {
        if (_refreshToken is not { } token)
            return null;
        try
        {
            return await endpoint.RequestAsync(http, Form(clientSecret, ("grant_type", "refresh_token"), ("refresh_token", token)), cancellationToken).ConfigureAwait(false);
        }
        catch (SignInFailedException dead) when (dead.ErrorCode == "invalid_grant")
        {
            _refreshToken = null;
            return null;
        }
    }
}
