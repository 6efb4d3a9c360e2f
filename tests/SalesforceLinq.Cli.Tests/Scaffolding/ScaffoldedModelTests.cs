using System.Reflection;
using System.Text.RegularExpressions;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Tests.Scaffolding;

/// <summary>What is scaffolded from all objects of an emulated org: it compiles, reads every field of every object, queries and saves.</summary>
public sealed class ScaffoldedModelTests
{
    private const string Work = """
        using SalesforceLinq;
        using SalesforceLinq.Http;
        namespace Models;
        public static class Work
        {
            public static async Task<string> RunAsync(SalesforceClient client)
            {
                SalesforceContextOptions<CrmContext> options = new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options;
                await using CrmContext crm = new(options);
                Account account = new() { Name = "Scaffolded", Industry = AccountIndustry.Technology };
                account.Contacts.Add(new Contact { LastName = "Mapped", Level = ContactLevel.Primary, Languages = [ContactLanguages.French] });
                crm.Accounts.Add(account);
                crm.Opportunities.Add(new Opportunity { Name = "First", StageName = OpportunityStageName.ClosedWon, CloseDate = new DateOnly(2026, 5, 1), Account = account });
                await crm.SaveChangesAsync();

                await using CrmContext other = new(options);
                Contact contact = await other.Contacts.Include(c => c.Account)
                    .Where(c => c.Account!.Industry == AccountIndustry.Technology && c.LastName == "Mapped" && SoqlFunctions.Includes(c.Languages, "French")).SingleAsync();
                Opportunity won = await other.Opportunities.Where(o => o.IsWon && o.Account!.Name == "Scaffolded").SingleAsync();
                string owner = await other.Leads.Where(l => ((User)l.Owner!).Name != "nobody").Select(l => ((User)l.Owner!).Name).FirstAsync() ?? "";
                return $"{contact.Account!.Name} {contact.Level} {string.Join(",", contact.Languages!)} {won.StageName} {won.CloseDate:yyyy-MM-dd} {owner.Length > 0}";
            }
        }
        """;

    [Fact]
    public async Task All_objects_compile_without_a_warning_and_their_records_can_be_read_and_saved()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Schema = OrgSchema.Standard()
                .WithObject("Contact", contact => contact.Picklist("Level__c", ["Primary", "Secondary"]).MultiPicklist("Languages__c", ["English", "French"]))
                .WithObject("Task__c", task => task.Lookup("Name_Id__c", "Account", "Odd_Tasks").Geolocation("Where__c").Formula("Sum__c", "double").Checkbox("On__c", true)),
        });
        using TemporaryFolder folder = new();
        ToolRun run = await ToolSession.RunOnceAsync(
            "scaffold", "--org", org.Url.ToString(), "--objects", "all", "--output", folder["Models"], "--context", "CrmContext", "--namespace", "Models");
        run.Code.Should().Be(0, run.Errors);

        string[] sets = [.. Regex.Matches(await File.ReadAllTextAsync(folder["Models/CrmContext.g.cs"]), @"SObjectSet<\w+> (\w+) =>").Select(match => match.Groups[1].Value)];
        sets.Should().HaveCountGreaterThan(35);
        string reading = $$"""
            using SalesforceLinq;
            using SalesforceLinq.Http;
            namespace Models;
            public static class Reading
            {
                public static async Task RunAsync(SalesforceClient client)
                {
                    await using CrmContext crm = new(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).Options);
            {{string.Join('\n', sets.Select(set => $"        await crm.{set}.Take(3).ToListAsync();"))}}
                }
            }
            """;
        Assembly compiled = CompiledModel.Load(folder["Models"], Work, reading);
        using SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
        await (Task)compiled.GetType("Models.Reading")!.GetMethod("RunAsync")!.Invoke(null, [client])!;
        string result = await (Task<string>)compiled.GetType("Models.Work")!.GetMethod("RunAsync")!.Invoke(null, [client])!;
        result.Should().Be("Scaffolded Primary French ClosedWon 2026-05-01 True");
    }

    [Theory]
    [InlineData("constants")]
    [InlineData("strings")]
    public async Task Other_styles_of_picklists_compile_as_well(string style)
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using TemporaryFolder folder = new();
        ToolRun run = await ToolSession.RunOnceAsync(
            "scaffold", "-o", org.Url.ToString(), "--objects", "Account,Event,Contact", "--output", folder.Path, "--picklists", style);
        run.Code.Should().Be(0, run.Errors);
        Assembly compiled = CompiledModel.Load(folder.Path);
        compiled.GetTypes().Where(type => type.IsEnum).Should().BeEmpty();
        compiled.GetTypes().Count(type => type.Name == "AccountIndustry").Should().Be(style == "constants" ? 1 : 0);
    }
}
