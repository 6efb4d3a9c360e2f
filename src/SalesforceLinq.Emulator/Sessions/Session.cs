namespace SalesforceLinq.Emulator.Sessions;

/// <summary>A signed-in user, known by an access token.</summary>
internal sealed class Session(string token, string userId, DateTimeOffset openedAt)
{
    public string Token { get; } = token;

    public string UserId { get; } = userId;

    /// <summary>When the token was last shown: two hours later it is dead.</summary>
    public DateTimeOffset LastUsed { get; set; } = openedAt;

    // No token in logs or debuggers.
    public override string ToString() => $"session of {UserId}";
}
