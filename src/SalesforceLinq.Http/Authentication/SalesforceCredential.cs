using Microsoft.Extensions.Configuration;
using SalesforceLinq.Http.Authentication;
using SalesforceLinq.Http.Configuration;

namespace SalesforceLinq.Http;

/// <summary>
/// A way to sign in, and the session it gave. Derive from it for a flow of your own: override <see cref="RequestSessionAsync"/>.
/// </summary>
/// <remarks>
/// Safe for many threads and for many clients: all of them share one session, and when it ends, one sign-in serves every request that waits.
/// </remarks>
public abstract class SalesforceCredential
{
    private readonly SessionCache _cache;

    /// <summary>Starts without a session.</summary>
    protected SalesforceCredential() => _cache = new SessionCache(RequestSessionAsync);

    /// <summary>Whether a session that has ended can be replaced. When not, a 401 is at once a <see cref="SessionExpiredException"/>.</summary>
    /// <value>True unless a flow overrides it.</value>
    public virtual bool CanSignInAgain => true;

    /// <summary>
    /// Makes the credential a configuration section describes, by the first of these that it has: <c>AccessToken</c> with <c>InstanceUrl</c>;
    /// <c>SalesforceCliOrg</c>; <c>PrivateKeyFile</c> with <c>ClientId</c> and <c>Username</c>; <c>RefreshToken</c> with <c>ClientId</c> (and <c>ClientSecret</c>);
    /// <c>Username</c> with <c>Password</c> (and <c>SecurityToken</c>, <c>OrganizationId</c>), by OAuth where <c>ClientId</c> and <c>ClientSecret</c> stand beside them;
    /// <c>ClientId</c> with <c>ClientSecret</c> and <c>InstanceUrl</c>. <c>LoginUrl</c> or <c>Sandbox</c> say where to sign in.
    /// </summary>
    /// <param name="section">The section.</param>
    /// <returns>The credential. Nothing is sent.</returns>
    /// <exception cref="InvalidOperationException">Keys are missing, unknown or without a usable value; the message names each, and shows no value.</exception>
    public static SalesforceCredential FromConfiguration(IConfigurationSection section)
    {
        ArgumentNullException.ThrowIfNull(section);
        SectionReader reader = new(section);
        SalesforceCredential? credential = ConfiguredCredential.Read(reader);
        reader.RefuseUnknown(OrgKeys.All);
        reader.ThrowIfWrong();
        return credential!;
    }

    /// <summary>Signs in anew and keeps the session for all clients of this credential.</summary>
    /// <param name="http">Sends the requests of the flow.</param>
    /// <param name="cancellationToken">Ends the wait; a sign-in that others wait for goes on.</param>
    /// <returns>The new session. Where a sign-in is under way already, its session.</returns>
    /// <exception cref="SignInFailedException">The org refused the credential.</exception>
    /// <exception cref="SalesforceTransportException">The login server gave no usable answer.</exception>
    public Task<SalesforceSession> SignInAsync(HttpClient http, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(http);
        return _cache.RenewAsync(http, _cache.Current, cancellationToken);
    }

    /// <summary>Carries out the flow once. Never called twice at the same time: one that was given up ends before the next begins.</summary>
    /// <param name="http">Sends the requests of the flow.</param>
    /// <param name="cancellationToken">Ends the flow, when nobody waits for it any more.</param>
    protected abstract Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken);

    /// <summary>The session at hand, or a new one when there is none.</summary>
    internal ValueTask<SalesforceSession> GetSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
        _cache.GetAsync(http, cancellationToken);

    /// <summary>A session other than the one that has ended: the one at hand when somebody renewed it meanwhile, else a new one.</summary>
    internal Task<SalesforceSession> RenewAsync(HttpClient http, SalesforceSession ended, CancellationToken cancellationToken) =>
        _cache.RenewAsync(http, ended, cancellationToken);
}
