using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>All open sessions. One that nobody uses for its lifetime is dead; every use starts its time anew.</summary>
internal sealed class SessionStore(OrgIdentity identity, TimeProvider clock, TimeSpan lifetime)
{
    private readonly ConcurrentDictionary<string, Session> _sessions = new(StringComparer.Ordinal);

    /// <summary>How long a session lives without being used.</summary>
    public TimeSpan Lifetime { get; } = lifetime;

    /// <param name="userId">Id of the user.</param>
    /// <param name="grant">The grant it belongs to, and ends with.</param>
    public Session Open(string userId, string? grant = null)
    {
        string token = $"{identity.OrganizationId[..15]}!AQ{RandomText.Secret(48)}";
        Session session = new(token, userId, clock.GetUtcNow(), grant);
        _sessions[token] = session;
        return session;
    }

    /// <summary>The live session of a token, whose time starts anew.</summary>
    public Session? Use(string? token)
    {
        if (Find(token) is not { } session)
            return null;
        session.LastUsed = clock.GetUtcNow();
        return session;
    }

    /// <summary>The live session of a token, which is only looked at.</summary>
    public Session? Find(string? token)
    {
        if (token is null || !_sessions.TryGetValue(token, out Session? session))
            return null;
        if (clock.GetUtcNow() - session.LastUsed < Lifetime)
            return session;
        _sessions.TryRemove(token, out _);
        return null;
    }

    /// <summary>Ends the session of a token; false if there is none.</summary>
    public bool Revoke(string token) => _sessions.TryRemove(token, out _);

    /// <summary>Ends all sessions of a grant.</summary>
    public void EndGrant(string grant)
    {
        foreach (Session session in _sessions.Values.Where(session => session.Grant == grant))
            _sessions.TryRemove(session.Token, out _);
    }

    public void Clear() => _sessions.Clear();
}
