using System.Globalization;

namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Users, contacts and leads.</summary>
internal static class Person
{
    public static void User(RecordDraft draft, SampleScene scene)
    {
        Named(draft, scene.Dice, alwaysFirst: true);
        draft["Username"] = $"user{scene.NumberText}@example.com";
        draft["Email"] = $"user{scene.NumberText}@example.com";
        draft["Alias"] = "user" + scene.NumberText;
        draft["CommunityNickname"] = "user" + scene.NumberText;
        draft["Title"] = scene.Dice.Pick(Vocabulary.Titles);
        draft["Department"] = scene.Dice.Pick(Vocabulary.Departments);
        draft["IsActive"] = scene.Number != 1 || scene.Options.Users == 1;
    }

    public static void Contact(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        Named(draft, dice, alwaysFirst: false);
        // One account in twelve has nobody: queries for accounts without contacts need some.
        SampleReference? account = dice.OnceIn(20) ? null : scene.Some("Account", scene.Options.Accounts);
        draft["AccountId"] = account is { Number: var number } && number % 12 == 0 ? account with { Number = Math.Max(1, number - 1) } : account;
        draft["Email"] = dice.OnceIn(6) ? null : $"contact{scene.NumberText}@example.com";
        draft["Phone"] = dice.OnceIn(5) ? null : dice.Phone();
        draft["MobilePhone"] = dice.OnceIn(2) ? null : dice.Phone();
        draft["Title"] = dice.OnceIn(4) ? null : dice.Pick(Vocabulary.Titles);
        draft["Department"] = dice.OnceIn(3) ? null : dice.Pick(Vocabulary.Departments);
        draft["LeadSource"] = dice.OnceIn(4) ? null : dice.Pick(Vocabulary.LeadSources);
        draft["Birthdate"] = dice.OnceIn(2) ? null : scene.Day(-dice.Between(20 * 365, 65 * 365));
        if (!dice.OnceIn(3))
            draft.Address("Mailing", dice);
        draft["ReportsToId"] = scene.Number > 1 && dice.OnceIn(8) ? new SampleReference("Contact", dice.Between(1, scene.Number - 1)) : null;
        draft["OwnerId"] = scene.Owner;
    }

    public static void Lead(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        Named(draft, dice, alwaysFirst: false);
        draft["Company"] = $"{dice.Pick(Vocabulary.CompanyHeads)} {dice.Pick(Vocabulary.CompanyTails)}";
        draft["Status"] = dice.Pick(Vocabulary.LeadStatuses);
        draft["Email"] = dice.OnceIn(5) ? null : $"lead{scene.NumberText}@example.com";
        draft["Phone"] = dice.OnceIn(3) ? null : dice.Phone();
        draft["Title"] = dice.OnceIn(3) ? null : dice.Pick(Vocabulary.Titles);
        draft["LeadSource"] = dice.Pick(Vocabulary.LeadSources);
        draft["Industry"] = dice.OnceIn(4) ? null : dice.Pick(Vocabulary.Industries);
        draft["Rating"] = dice.OnceIn(3) ? null : dice.Pick(Vocabulary.Ratings);
        draft["AnnualRevenue"] = dice.OnceIn(2) ? null : dice.Between(1, 900) * 10_000.0;
        draft["NumberOfEmployees"] = dice.OnceIn(3) ? null : dice.Between(1, 5_000);
        draft["OwnerId"] = scene.Owner;
    }

    private static void Named(RecordDraft draft, SampleDice dice, bool alwaysFirst)
    {
        string? first = !alwaysFirst && dice.OnceIn(9) ? null : dice.Pick(Vocabulary.FirstNames);
        string last = dice.Pick(Vocabulary.LastNames);
        draft["FirstName"] = first;
        draft["LastName"] = last;
        draft["Name"] = first is null ? last : string.Create(CultureInfo.InvariantCulture, $"{first} {last}");
    }
}
