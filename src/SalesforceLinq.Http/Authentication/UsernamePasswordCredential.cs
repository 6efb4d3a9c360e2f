using System.Net;
using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>Signs in with a user name and a password, by the SOAP call <c>login()</c>.</summary>
/// <remarks>
/// The call exists up to API version 64.0, is off by default in new orgs, and ends in Summer '27; the version of the REST calls does not matter.
/// Prefer <see cref="ClientCredentialsCredential"/> or another OAuth flow. Source: SOAP API Developer Guide, "login()" and "API End-of-Life Policy".
/// </remarks>
public sealed class UsernamePasswordCredential : SalesforceCredential
{
    private const string LastSoapVersion = "64.0";

    private readonly string _username;
    private readonly string _password;

    /// <summary>Signs in as a user.</summary>
    /// <param name="username">User name, which looks like an email address.</param>
    /// <param name="password">Password, without the security token.</param>
    /// <exception cref="ArgumentException">An argument is blank.</exception>
    public UsernamePasswordCredential(string username, string password)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(username);
        ArgumentException.ThrowIfNullOrWhiteSpace(password);
        _username = username;
        _password = password;
    }

    /// <summary>Security token of the user.</summary>
    /// <value><see langword="null"/>, the default, where the org trusts this machine's address.</value>
    public string? SecurityToken { get; init; }

    /// <summary>Id of the org, for users of its portals.</summary>
    /// <value><see langword="null"/> by default.</value>
    public string? OrganizationId { get; init; }

    /// <summary>Whether the org is a sandbox, so that <c>test.salesforce.com</c> is asked.</summary>
    /// <value>Default <see langword="false"/>: <c>login.salesforce.com</c> is asked.</value>
    public bool Sandbox { get; init; }

    /// <summary>Login server, where it is another one: the org's My Domain, or an emulated org.</summary>
    /// <value><see langword="null"/> by default; a bare host means https.</value>
    public string? LoginUrl
    {
        get;
        init => field = value is null ? null : InstanceAddress.Parse(value, nameof(LoginUrl)).GetLeftPart(UriPartial.Authority);
    }

    /// <inheritdoc/>
    protected override async Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
    {
        Uri server = InstanceAddress.Parse(LoginUrl ?? (Sandbox ? LoginServer.Sandbox : LoginServer.Production));
        using HttpRequestMessage message = new(HttpMethod.Post, new Uri(server, $"/services/Soap/u/{LastSoapVersion}"))
        {
            Content = SoapLogin.Write(_username, _password + SecurityToken, OrganizationId),
        };
        message.Headers.Add("SOAPAction", "login");
        string request = SignInRequest.Describe(message);
        (HttpStatusCode status, byte[] body) = await SignInRequest.SendAsync(http, message, cancellationToken).ConfigureAwait(false);
        return SoapLogin.Read(request, status, body);
    }
}
