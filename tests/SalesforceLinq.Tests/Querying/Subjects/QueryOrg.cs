using Newtonsoft.Json.Linq;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Querying.Subjects;

/// <summary>One emulated org for all translation tests, and its records in memory.</summary>
public static class QueryOrg
{
    private static readonly Lazy<Task<(EmulatedOrg Org, SalesforceClient Client, MemoryCrm Memory)>> Started = new(StartAsync);

    public static async Task<CrmContext> ContextAsync() => Context((await Started.Value).Client);

    public static async Task<MemoryCrm> MemoryAsync() => (await Started.Value).Memory;

    public static async Task<EmulatedOrg> OrgAsync() => (await Started.Value).Org;

    public static CrmContext Context(SalesforceClient client) =>
        new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);

    private static async Task<(EmulatedOrg, SalesforceClient, MemoryCrm)> StartAsync()
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard().WithObject(
                "Contact", contact => contact.Checkbox("DoNotCall").MultiPicklist("Interests__c", ["A", "B", "C", "D"])),
            SampleData = new SampleData { Accounts = 60, Contacts = 260, Opportunities = 140, Leads = 0, Cases = 0, Tasks = 40, Products = 0, Campaigns = 0 },
        });
        SalesforceClient client = new(new AccessTokenCredential(org.Url.ToString(), org.AccessToken));
        await AddOddRecordsAsync(client);
        await using CrmContext context = Context(client);
        return (org, client, await MemoryCrm.LoadAsync(context));
    }

    // What samples do not have: quotes, wildcards, no parent, no value, sets of choices.
    private static async Task AddOddRecordsAsync(SalesforceClient client)
    {
        foreach (JObject account in (JObject[])
            [
                new() { ["Name"] = @"O'Neil\ & Sons" },
                new() { ["Name"] = "50%_off", ["Site"] = "x" },
                new() { ["Name"] = "500off Ω 日本", ["Rating"] = "Hot", ["AnnualRevenue"] = 5 },
                new() { ["Name"] = "Zeta", ["Industry"] = "Energy", ["AnnualRevenue"] = 4 },
            ])
        {
            await client.SObject("Account").CreateAsync(account);
        }

        foreach (JObject contact in (JObject[])
            [
                new() { ["LastName"] = "Smith", ["DoNotCall"] = true, ["Interests__c"] = "A;B" },
                new() { ["LastName"] = "smith", ["Email"] = "s@example.com", ["Interests__c"] = "B;C" },
                new() { ["LastName"] = @"O'Neil\", ["Interests__c"] = "C", ["Birthdate"] = "1980-02-29" },
            ])
        {
            await client.SObject("Contact").CreateAsync(contact);
        }

        // Five levels: an account, its contact, and cases below cases.
        string deep = (await client.SObject("Account").CreateAsync(new JObject { ["Name"] = "Deep" })).Id!;
        string contact1 = (await client.SObject("Contact").CreateAsync(new JObject { ["LastName"] = "Deep", ["AccountId"] = deep })).Id!;
        string first = (await client.SObject("Case").CreateAsync(new JObject { ["Subject"] = "one", ["ContactId"] = contact1 })).Id!;
        string second = (await client.SObject("Case").CreateAsync(new JObject { ["Subject"] = "two", ["ParentId"] = first })).Id!;
        await client.SObject("Case").CreateAsync(new JObject { ["Subject"] = "three", ["ParentId"] = second });
        await client.SObject("Case").CreateAsync(new JObject { ["Subject"] = "three again", ["ParentId"] = second });
        await client.SObject("Opportunity").CreateAsync(
            new JObject { ["Name"] = "No amount", ["StageName"] = "Prospecting", ["CloseDate"] = "2024-03-15" });
    }
}
