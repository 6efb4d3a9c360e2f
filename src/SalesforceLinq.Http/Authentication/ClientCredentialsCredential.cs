using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>Signs in as a program: OAuth client credentials. The org runs it as the user that the external client app names.</summary>
/// <remarks>
/// The address must be the org's My Domain: <c>login.salesforce.com</c> does not know which org is meant.
/// Source: Salesforce Help, "OAuth 2.0 Client Credentials Flow".
/// </remarks>
public sealed class ClientCredentialsCredential : SalesforceCredential
{
    private readonly TokenEndpoint _endpoint;
    private readonly string _clientId;
    private readonly string _clientSecret;

    /// <summary>Signs in with the key and the secret of an app.</summary>
    /// <param name="instanceUrl">My Domain address of the org; a bare host means https.</param>
    /// <param name="clientId">Consumer key of the app.</param>
    /// <param name="clientSecret">Consumer secret of the app.</param>
    /// <exception cref="ArgumentException">An argument is blank, the address is not one, or it is http to another machine than this.</exception>
    public ClientCredentialsCredential(string instanceUrl, string clientId, string clientSecret)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(clientId);
        ArgumentException.ThrowIfNullOrWhiteSpace(clientSecret);
        _endpoint = new TokenEndpoint(InstanceAddress.Parse(instanceUrl));
        _clientId = clientId;
        _clientSecret = clientSecret;
    }

    /// <inheritdoc cref="ClientCredentialsCredential(string, string, string)"/>
    public ClientCredentialsCredential(Uri instanceUrl, string clientId, string clientSecret)
        : this(InstanceAddress.Checked(instanceUrl).GetLeftPart(UriPartial.Authority), clientId, clientSecret)
    {
    }

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
        _endpoint.RequestAsync(
            http,
            new Dictionary<string, string?>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = _clientId,
                ["client_secret"] = _clientSecret,
            },
            cancellationToken);
}
