using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class DuplicateRuleTests
{
    [Fact]
    public async Task A_duplicate_is_refused_unless_the_request_allows_it()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard().WithObject("Contact", contact => contact.DuplicateRule("LastName", "Email")),
        });
        using OrgClient client = new(org);
        string first = await client.CreateAsync("Contact", """{"LastName":"Twin","Email":"twin@example.com"}""");
        await client.CreateAsync("Contact", """{"LastName":"Twin"}""");
        await client.CreateAsync("Contact", """{"LastName":"Twin"}""");

        (int status, JsonElement body, _) = await client.SendAsync("POST", "/sobjects/Contact", """{"LastName":"TWIN","Email":"twin@example.com"}""");

        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("DUPLICATES_DETECTED");
        JsonElement match = body[0].GetProperty("duplicateResult").GetProperty("matchResults")[0].GetProperty("matchRecords")[0].GetProperty("record");
        match.GetProperty("Id").GetString().Should().Be(first);
        match.TryGetProperty("LastName", out _).Should().BeFalse("details were not asked for");
        (await client.SendAsync("POST", "/sobjects/Contact", """{"LastName":"TWIN","Email":"twin@example.com"}""", ("Sforce-Duplicate-Rule-Header", "allowSave=true"))).Status.Should().Be(201);
    }

    [Fact]
    public void A_rule_names_fields_the_object_has() => FluentActions.Invoking(() => OrgSchema.Standard().WithObject("Contact", contact => contact.DuplicateRule("Nothing")))
        .Should().Throw<ArgumentException>().WithMessage("'Contact' has no field 'Nothing'*");
}
