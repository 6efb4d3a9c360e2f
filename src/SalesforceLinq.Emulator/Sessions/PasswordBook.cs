using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>Passwords by user name. A password is accepted alone, as from a trusted network, or with the security token behind it.</summary>
internal sealed class PasswordBook
{
    private readonly OrgIdentity _identity;
    private readonly ConcurrentDictionary<string, (string UserId, string Password)> _entries = new(StringComparer.OrdinalIgnoreCase);

    public PasswordBook(OrgIdentity identity)
    {
        _identity = identity;
        Reset();
    }

    public void Reset()
    {
        _entries.Clear();
        Set(_identity.Username, _identity.UserId, _identity.Password);
    }

    public void Set(string username, string userId, string password) => _entries[username] = (userId, password);

    /// <summary>Id of the user, or <see langword="null"/> if name or password are wrong.</summary>
    public string? Check(string username, string password)
    {
        if (!_entries.TryGetValue(username, out (string UserId, string Password) entry))
            return null;
        return Same(password, entry.Password) || Same(password, entry.Password + _identity.SecurityToken) ? entry.UserId : null;
    }

    public string? UserId(string username) => _entries.TryGetValue(username, out (string UserId, string Password) entry) ? entry.UserId : null;

    private static bool Same(string left, string right) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(left), Encoding.UTF8.GetBytes(right));
}
