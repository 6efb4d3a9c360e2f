namespace SalesforceLinq.Emulator.Sampling;

/// <summary>Makes up the sample records, parents before children, the same for the same seed and clock.</summary>
internal sealed class SampleGenerator(SampleData options, DateTimeOffset now)
{
    private const int DaysOfHistory = 730;

    /// <summary>All records in an order in which they can be stored: whatever one refers to comes before it.</summary>
    public IEnumerable<SampleRecord> Generate() =>
        Make("User", options.Users, Person.User)
            .Concat(Make("Campaign", options.Campaigns, Sales.Campaign))
            .Concat(Make("Account", options.Accounts, Sales.Account))
            .Concat(Make("Contact", options.Contacts, Person.Contact))
            .Concat(Make("Lead", options.Leads, Person.Lead))
            .Concat(Make("Product2", options.Products, Goods.Product))
            .Concat(Make("Pricebook2", Math.Min(options.Products, 1), Goods.StandardPriceBook))
            .Concat(Make("PricebookEntry", options.Products, Goods.PriceBookEntry))
            .Concat(Make("Opportunity", options.Opportunities, Sales.Opportunity))
            .Concat(Make("Case", options.Cases, Service.Case))
            .Concat(Make("Task", options.Tasks, Service.Task));

    // Every object rolls dice of its own, so that more accounts do not make other contacts.
    private IEnumerable<SampleRecord> Make(string objectName, int count, Action<RecordDraft, SampleScene> fill)
    {
        SampleDice dice = new(options.Seed + StableHash(objectName));
        for (int number = 1; number <= count; number++)
        {
            RecordDraft draft = new();
            DateTimeOffset created = now.AddDays(-dice.Below(DaysOfHistory)).AddSeconds(-dice.Below(86_400));
            draft["CreatedDate"] = created;
            draft["LastModifiedDate"] = created.AddDays(dice.Below(Math.Max(1, (int)(now - created).TotalDays)));
            fill(draft, new SampleScene(options, dice, now, number));
            yield return draft.Finish(objectName, number);
        }
    }

    private static int StableHash(string text) => text.Aggregate(17, (hash, character) => unchecked(hash * 31 + character));
}
