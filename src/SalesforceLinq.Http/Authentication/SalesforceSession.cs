namespace SalesforceLinq.Http;

/// <summary>What signing in gives: a token, and the org it is for.</summary>
public sealed class SalesforceSession
{
    /// <summary>A session.</summary>
    /// <param name="accessToken">Access token, or session id.</param>
    /// <param name="instanceUrl">Address of the org. Only scheme, host and port are kept.</param>
    /// <exception cref="ArgumentException">The token is blank, or the address has a user or a password in it, or is http to another machine than this.</exception>
    public SalesforceSession(string accessToken, Uri instanceUrl)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(accessToken);
        AccessToken = accessToken;
        InstanceUrl = Authentication.InstanceAddress.Checked(instanceUrl);
    }

    /// <summary>Access token or session id, sent as <c>Authorization: Bearer</c>. Keep it out of logs.</summary>
    public string AccessToken { get; }

    /// <summary>Address of the org: scheme, host and port.</summary>
    public Uri InstanceUrl { get; }

    /// <summary>Refresh token, where the flow gives one. Keep it out of logs.</summary>
    public string? RefreshToken { get; init; }

    /// <summary>Address of the identity of the user (the <c>id</c> member of the token answer); null where the flow gives none.</summary>
    public Uri? IdentityUrl { get; init; }

    /// <summary>Id of the user; null where the flow does not tell.</summary>
    public string? UserId { get; init; }

    /// <summary>Id of the org; null where the flow does not tell.</summary>
    public string? OrganizationId { get; init; }

    /// <summary>How long the session lasts without a call; null where the flow does not tell.</summary>
    public TimeSpan? IdleLifetime { get; init; }

    /// <summary>The address of the org; never the token.</summary>
    public override string ToString() => $"Session at {InstanceUrl.GetLeftPart(UriPartial.Authority)}";
}
