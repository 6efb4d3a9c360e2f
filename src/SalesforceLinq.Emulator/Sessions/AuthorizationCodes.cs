using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace SalesforceLinq.Emulator.Sessions;

/// <summary>What an authorization code stands for.</summary>
/// <param name="UserId">The user who approved.</param>
/// <param name="RedirectUri">Where the code was sent.</param>
/// <param name="Challenge">Hash of the secret (PKCE); <see langword="null"/> where the app sent none.</param>
/// <param name="IssuedAt">When it was given out.</param>
internal sealed record Approval(string UserId, string RedirectUri, string? Challenge, DateTimeOffset IssuedAt)
{
    /// <summary>Whether the one who brings the code is the one who asked for it.</summary>
    /// <remarks>Source: RFC 7636, method S256.</remarks>
    public bool IsProvenBy(string? verifier) =>
        Challenge is null || (verifier is not null && Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier))) == Challenge);
}

/// <summary>Codes that a browser brings from the approval page to the app: each is good once, for 15 minutes.</summary>
internal sealed class AuthorizationCodes(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, Approval> _approvals = new(StringComparer.Ordinal);

    public string Issue(string userId, string redirectUri, string? challenge)
    {
        string code = "aPrx" + RandomText.Secret(60);
        _approvals[code] = new Approval(userId, redirectUri, challenge, clock.GetUtcNow());
        return code;
    }

    /// <summary>Takes a code out of use; <see langword="null"/> if it is unknown, used, or too old.</summary>
    public Approval? Take(string code) =>
        _approvals.TryRemove(code, out Approval? approval) && clock.GetUtcNow() - approval.IssuedAt < Lifetime ? approval : null;

    public void Clear() => _approvals.Clear();
}
