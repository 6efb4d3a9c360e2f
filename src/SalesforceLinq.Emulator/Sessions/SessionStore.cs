using System.Collections.Concurrent;
using System.Security.Cryptography;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>All open sessions and the refresh tokens that can open further ones.</summary>
internal sealed class SessionStore(OrgIdentity identity, TimeProvider clock)
{
    /// <summary>How long a session lives without being used.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(2);

    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, string> _refreshTokens = new(StringComparer.Ordinal);

    public Session Open(string userId)
    {
        string token = $"{identity.OrganizationId[..15]}!AQ{Secret(48)}";
        Session session = new(token, userId, clock.GetUtcNow());
        _sessions[token] = session;
        return session;
    }

    public string IssueRefreshToken(string userId)
    {
        string token = "5Aep" + Secret(48);
        _refreshTokens[token] = userId;
        return token;
    }

    public string? UserOfRefreshToken(string token) => _refreshTokens.GetValueOrDefault(token);

    /// <summary>The live session of a token, whose time starts anew.</summary>
    public Session? Use(string? token)
    {
        if (token is null || !_sessions.TryGetValue(token, out Session? session))
            return null;
        DateTimeOffset now = clock.GetUtcNow();
        if (now - session.LastUsed >= Lifetime)
        {
            _sessions.TryRemove(token, out _);
            return null;
        }
        session.LastUsed = now;
        return session;
    }

    /// <summary>Ends what a token stands for: a session, or a refresh token with all sessions of its user.</summary>
    public bool Revoke(string token)
    {
        if (_sessions.TryRemove(token, out _))
            return true;
        if (!_refreshTokens.TryRemove(token, out string? userId))
            return false;
        foreach (Session session in _sessions.Values.Where(session => session.UserId == userId))
            _sessions.TryRemove(session.Token, out _);
        return true;
    }

    public void Clear()
    {
        _sessions.Clear();
        _refreshTokens.Clear();
    }

    /// <summary>Random letters and digits.</summary>
    public static string Secret(int length) =>
        RandomNumberGenerator.GetString("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789", length);
}
