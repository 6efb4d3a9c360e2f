using SalesforceLinq.Http.Authentication;

namespace SalesforceLinq.Http;

/// <summary>A token or session id that was got elsewhere. It cannot be renewed: when it ends, requests fail with <see cref="SessionExpiredException"/>.</summary>
public sealed class AccessTokenCredential : SalesforceCredential
{
    private readonly SalesforceSession _session;

    /// <summary>Signs in with a token.</summary>
    /// <param name="instanceUrl">Address of the org; a bare host means https.</param>
    /// <param name="accessToken">Access token or session id.</param>
    /// <exception cref="ArgumentException">An argument is blank, the address is not one, or it is http to another machine than this.</exception>
    public AccessTokenCredential(string instanceUrl, string accessToken) =>
        _session = new SalesforceSession(accessToken, InstanceAddress.Parse(instanceUrl));

    /// <inheritdoc cref="AccessTokenCredential(string, string)"/>
    public AccessTokenCredential(Uri instanceUrl, string accessToken) =>
        _session = new SalesforceSession(accessToken, InstanceAddress.Checked(instanceUrl));

    /// <summary>False: nobody knows here how the token was got.</summary>
    public override bool CanSignInAgain => false;

    /// <inheritdoc/>
    protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) => Task.FromResult(_session);
}
