namespace SalesforceLinq.Emulator.Sessions;

/// <summary>A signed-in user, known by an access token.</summary>
/// <param name="token">The access token.</param>
/// <param name="userId">Id of the user.</param>
/// <param name="openedAt">When it was opened.</param>
/// <param name="grant">The grant whose refresh token can open further ones; <see langword="null"/> where there is none.</param>
internal sealed class Session(string token, string userId, DateTimeOffset openedAt, string? grant = null)
{
    public string Token { get; } = token;

    public string UserId { get; } = userId;

    public string? Grant { get; } = grant;

    public DateTimeOffset OpenedAt { get; } = openedAt;

    /// <summary>When the token was last shown: some time later, two hours by default, it is dead.</summary>
    public DateTimeOffset LastUsed { get; set; } = openedAt;

    // No token in logs or debuggers.
    public override string ToString() => $"session of {UserId}";
}
