using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Tests.Saving;

public sealed class HeaderTests
{
    [Fact]
    public async Task Typed_headers_go_with_every_part_of_a_save()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        org.Context.Accounts.Add(new Account { Name = "Acme", Contacts = { new() { LastName = "A" } } });

        await org.SaveAsync(new SaveOptions
        {
            Headers = new RecordOptions { AssignmentRule = "FALSE", AllowDuplicates = true, IncludeDuplicateDetails = true, UpdateRecentlyUsed = false, DefaultNamespace = "ns", ClientName = "loader" },
        });

        org.LastBody["compositeRequest"]!.Should().HaveCount(2).And.OnlyContain(request => JToken.DeepEquals(request["httpHeaders"], JObject.Parse("""
            {
              "Sforce-Auto-Assign": "FALSE",
              "Sforce-Duplicate-Rule-Header": "allowSave=true; includeRecordDetails=true",
              "Sforce-Mru": "updateMru=false",
              "Sforce-Call-Options": "client=loader; defaultNamespace=ns"
            }
            """)));
    }

    [Fact]
    public async Task A_duplicate_is_refused_with_its_matches_and_saved_where_the_save_allows_it()
    {
        await using SavingOrg org = await StartWithRuleAsync();
        string twin = (await org.Client.SObject("Contact").CreateAsync(new { LastName = "Twin", Email = "twin@example.com" })).Id!;
        Contact contact = new() { LastName = "twin", Email = "twin@example.com" };
        org.Context.Contacts.Add(contact);

        SaveFailedException failed = await org.FailAsync(new SaveOptions { Headers = new RecordOptions { IncludeDuplicateDetails = true } });

        SaveFailure failure = failed.Failures.Should().ContainSingle().Subject;
        failure.ErrorCode.Should().Be("DUPLICATES_DETECTED");
        failure.IsRetryable.Should().BeFalse();
        DuplicateMatch match = failure.Duplicates.Should().ContainSingle().Subject;
        match.ObjectName.Should().Be("Contact");
        match.Id.Should().Be(twin);
        ((string?)match.Record!["LastName"]).Should().Be("Twin");

        await org.SaveAsync(new SaveOptions { Headers = new RecordOptions { AllowDuplicates = true } });
        (await org.CountAsync("Contact")).Should().Be(2);
    }

    [Fact]
    public async Task A_duplicate_inside_a_composite_call_carries_its_matches_too()
    {
        await using SavingOrg org = await StartWithRuleAsync();
        string twin = (await org.Client.SObject("Contact").CreateAsync(new { LastName = "Twin", Email = "twin@example.com" })).Id!;
        org.Context.Accounts.Add(new Account { Name = "Acme", Contacts = { new() { LastName = "Twin", Email = "twin@example.com" } } });

        SaveFailedException failed = await org.FailAsync();

        failed.Failures.Should().ContainSingle().Which.Duplicates.Should().ContainSingle().Which.Id.Should().Be(twin);
        failed.RolledBack.Should().Be(1);
        (await org.CountAsync("Account")).Should().Be(0);
    }

    [Fact]
    public async Task A_unique_field_names_the_other_record()
    {
        await using SavingOrg org = await SavingOrg.StartAsync();
        string other = (await org.Client.SObject("Invoice__c").CreateAsync(new { Key__c = "K" })).Id!;
        org.Context.Invoices.Add(new Invoice { Key = "K" });

        SaveFailedException failed = await org.FailAsync();

        failed.Failures.Should().ContainSingle().Which.Duplicates.Should().ContainSingle().Which.Id.Should().Be(other);
    }

    private static Task<SavingOrg> StartWithRuleAsync() => SavingOrg.StartAsync(schema: schema => schema.WithObject("Contact", contact => contact.DuplicateRule("LastName", "Email")));
}
