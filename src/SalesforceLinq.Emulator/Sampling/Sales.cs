using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Campaigns, accounts and opportunities.</summary>
internal static class Sales
{
    public static void Campaign(RecordDraft draft, SampleScene scene)
    {
        draft["Name"] = $"{scene.Dice.Pick(Vocabulary.CompanyTails)} days {scene.NumberText}";
        draft["Type"] = "Webinar";
        draft["Status"] = scene.Dice.OnceIn(2) ? "Completed" : "Planned";
        draft["StartDate"] = scene.Day(scene.Dice.Between(-200, 100));
        draft["IsActive"] = scene.Dice.OnceIn(2);
        draft["OwnerId"] = scene.Owner;
    }

    public static void Account(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        string head = Vocabulary.CompanyHeads[(scene.Number - 1) % Vocabulary.CompanyHeads.Length];
        draft["Name"] = $"{head} {dice.Pick(Vocabulary.CompanyTails)}" + (scene.Number > Vocabulary.CompanyHeads.Length ? " " + scene.NumberText : "");
        draft["AccountNumber"] = "AC-" + scene.Number.ToString("d5", System.Globalization.CultureInfo.InvariantCulture);
        draft["ParentId"] = scene.Number > 1 && dice.OnceIn(5) ? new SampleReference("Account", dice.Between(1, scene.Number - 1)) : null;
        draft["Type"] = dice.OnceIn(6) ? null : dice.Pick(Vocabulary.AccountTypes);
        draft["Industry"] = dice.OnceIn(8) ? null : dice.Pick(Vocabulary.Industries);
        draft["AnnualRevenue"] = dice.OnceIn(6) ? null : dice.Between(1, 50_000) * 10_000.0;
        draft["NumberOfEmployees"] = dice.OnceIn(7) ? null : dice.Between(1, 20_000);
        draft["Rating"] = dice.OnceIn(3) ? null : dice.Pick(Vocabulary.Ratings);
        draft["Phone"] = dice.Phone();
        draft["Website"] = dice.OnceIn(4) ? null : $"https://account{scene.NumberText}.example.com";
        draft["Site"] = dice.OnceIn(2) ? null : "Headquarters";
        draft["Description"] = dice.OnceIn(3) ? $"Customer since {2000 + dice.Below(25)}.\nAsks for \"paper\" invoices." : null;
        draft.Address("Billing", dice);
        if (dice.OnceIn(2))
            draft.Address("Shipping", dice);
        draft["OwnerId"] = scene.Owner;
    }

    public static void Opportunity(RecordDraft draft, SampleScene scene)
    {
        SampleDice dice = scene.Dice;
        // What follows from the stage, the amount and the day is derived when the record is stored.
        (string stage, _, bool closed, _, _, _) = dice.Pick(OpportunityStages.All);
        double? amount = dice.OnceIn(10) ? null : dice.Between(10, 40_000) * 25.0;
        DateOnly close = scene.Day(closed ? -dice.Between(0, 700) : dice.Between(-30, 365));
        draft["Name"] = $"{dice.Pick(Vocabulary.ProductHeads)} deal {scene.NumberText}";
        draft["AccountId"] = dice.OnceIn(25) ? null : scene.Some("Account", scene.Options.Accounts);
        draft["StageName"] = stage;
        draft["Amount"] = amount;
        draft["CloseDate"] = close;
        draft["Type"] = dice.OnceIn(4) ? null : dice.Pick(Vocabulary.OpportunityTypes);
        draft["LeadSource"] = dice.OnceIn(4) ? null : dice.Pick(Vocabulary.LeadSources);
        draft["NextStep"] = dice.OnceIn(3) ? "Send the revised quote" : null;
        draft["CampaignId"] = dice.OnceIn(10) ? scene.Some("Campaign", scene.Options.Campaigns) : null;
        draft["OwnerId"] = scene.Owner;
    }
}
