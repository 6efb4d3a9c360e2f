using System.Globalization;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>What is told about a user.</summary>
internal sealed record UserProfile(string Id)
{
    public required string Username { get; init; }

    public string? Email { get; init; }

    public string? FirstName { get; init; }

    public string? LastName { get; init; }

    public string? Nickname { get; init; }

    public required string TimeZone { get; init; }

    public required string Locale { get; init; }

    public required string Language { get; init; }

    public required string ProfileId { get; init; }

    public required bool IsActive { get; init; }

    public required string LastModified { get; init; }

    public string Name => string.Join(' ', ((string?[])[FirstName, LastName]).OfType<string>());

    public static UserProfile Of(string id, StoredRecord? user, OrgServices org) => new(id)
    {
        Username = user?.Text("Username") ?? org.Identity.Username,
        Email = user?.Text("Email"),
        FirstName = user?.Text("FirstName"),
        LastName = user?.Text("LastName"),
        Nickname = user?.Text("CommunityNickname"),
        TimeZone = user?.Text("TimeZoneSidKey") ?? org.TimeZone.Id,
        Locale = user?.Text("LocaleSidKey") ?? "en_US",
        Language = user?.Text("LanguageLocaleKey") ?? "en_US",
        ProfileId = user?.Text("ProfileId") ?? org.Identity.ProfileId,
        IsActive = user?.Flag("IsActive") ?? true,
        LastModified = DateTimeOffset.TryParse(user?.Text("LastModifiedDate"), CultureInfo.InvariantCulture, out DateTimeOffset moment)
            ? moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture)
            : org.Clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'Z'", CultureInfo.InvariantCulture),
    };
}
