using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>What a user has granted an app: sessions without asking again, by a refresh token.</summary>
/// <param name="Id">Name of the grant, which its sessions carry.</param>
/// <param name="UserId">The user.</param>
internal sealed record Grant(string Id, string UserId);

/// <summary>The refresh tokens that open sessions.</summary>
internal sealed class RefreshTokens
{
    private readonly ConcurrentDictionary<string, Grant> _grants = new(StringComparer.Ordinal);

    /// <summary>A new refresh token of a grant.</summary>
    public string Issue(Grant grant)
    {
        string token = "5Aep" + RandomText.Secret(48);
        _grants[token] = grant;
        return token;
    }

    public Grant? Find(string token) => _grants.GetValueOrDefault(token);

    /// <summary>Ends a refresh token and answers what it stood for; <see langword="null"/> if it is dead already.</summary>
    public Grant? Take(string token) => _grants.TryRemove(token, out Grant? grant) ? grant : null;

    public void Clear() => _grants.Clear();
}
