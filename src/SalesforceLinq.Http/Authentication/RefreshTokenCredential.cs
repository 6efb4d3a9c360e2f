using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>Signs in by a refresh token that an earlier sign-in of a user gave.</summary>
/// <remarks>
/// Where the app rotates refresh tokens, each answer brings the next one and ends the one before: keep it by <see cref="RefreshTokenChanged"/>.
/// Source: Salesforce Help, "OAuth 2.0 Refresh Token Flow"; recorded exchanges.
/// </remarks>
public sealed class RefreshTokenCredential : SalesforceCredential
{
    private readonly string _clientId;
    private string _refreshToken;

    /// <summary>Signs in by a refresh token.</summary>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="refreshToken">The refresh token.</param>
    /// <exception cref="ArgumentException">An argument is blank.</exception>
    public RefreshTokenCredential(string clientId, string refreshToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(refreshToken);
        _clientId = clientId;
        _refreshToken = refreshToken;
    }

    /// <summary>Consumer secret of the app.</summary>
    /// <value>Null, the default, for apps that need none.</value>
    public string? ClientSecret { get; init; }

    /// <summary>Login server: the org's My Domain, <c>test.salesforce.com</c>, or an emulated org.</summary>
    /// <value>Default <c>https://login.salesforce.com</c>; a bare host means https.</value>
    public string LoginUrl
    {
        get;
        init => field = InstanceAddress.Parse(value, nameof(LoginUrl)).GetLeftPart(UriPartial.Authority);
    }
    = LoginServer.Production;

    /// <summary>Called with the new refresh token before the session it came with is used. When it throws, signing in fails.</summary>
    /// <value>Null, the default, keeps it in memory only.</value>
    public Func<string, CancellationToken, Task>? RefreshTokenChanged { get; init; }

    /// <inheritdoc/>
    protected override async Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
    {
        SalesforceSession session = await new TokenEndpoint(InstanceAddress.Parse(LoginUrl)).RequestAsync(
            http,
            new Dictionary<string, string?>
            {
                ["grant_type"] = "refresh_token",
                ["client_id"] = _clientId,
                ["client_secret"] = ClientSecret,
                ["refresh_token"] = _refreshToken,
            },
            cancellationToken).ConfigureAwait(false);
        if (session.RefreshToken is { Length: > 0 } rotated && rotated != _refreshToken)
        {
            // In memory first: the old one is dead already, even if keeping the new one fails.
            _refreshToken = rotated;
            if (RefreshTokenChanged is { } changed)
                await changed(rotated, cancellationToken).ConfigureAwait(false);
        }

        return session;
    }
}
