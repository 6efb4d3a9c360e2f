using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>Signs in as a user with a password and a connected app: the OAuth user name and password flow.</summary>
/// <remarks>
/// Blocked in many orgs, and Salesforce advises against it: prefer <see cref="ClientCredentialsCredential"/> or <see cref="JwtBearerCredential"/>.
/// Source: Salesforce Help, "OAuth 2.0 Username-Password Flow"; a recorded exchange.
/// </remarks>
public sealed class OAuthPasswordCredential : SalesforceCredential
{
    private readonly string _clientId;
    private readonly string _clientSecret;
    private readonly string _username;
    private readonly string _password;

    /// <summary>Signs in as a user of an app.</summary>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="clientSecret">Consumer secret of the app.</param>
    /// <param name="username">User name.</param>
    /// <param name="password">Password, without the security token.</param>
    /// <exception cref="ArgumentException">An argument is blank.</exception>
    public OAuthPasswordCredential(string clientId, string clientSecret, string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrWhiteSpace(password);
        _clientId = clientId;
        _clientSecret = clientSecret;
        _username = username;
        _password = password;
    }

    /// <summary>Security token of the user.</summary>
    /// <value>Null, the default, where the org trusts this machine's address.</value>
    public string? SecurityToken { get; init; }

    /// <summary>Login server: the org's My Domain, <c>test.salesforce.com</c>, or an emulated org.</summary>
    /// <value>Default <c>https://login.salesforce.com</c>; a bare host means https.</value>
    public string LoginUrl
    {
        get;
        init => field = InstanceAddress.Parse(value, nameof(LoginUrl)).GetLeftPart(UriPartial.Authority);
    }
    = LoginServer.Production;

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
        new TokenEndpoint(InstanceAddress.Parse(LoginUrl)).RequestAsync(
            http,
            new Dictionary<string, string?>
            {
                ["grant_type"] = "password",
                ["client_id"] = _clientId,
                ["client_secret"] = _clientSecret,
                ["username"] = _username,
                ["password"] = _password + SecurityToken,
            },
            cancellationToken);
}
