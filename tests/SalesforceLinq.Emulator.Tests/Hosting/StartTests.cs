namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task Explain_and_columns_describe_a_query()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using OrgClient client = new(org);
        (await client.GetAsync("/query/?explain=SELECT+Id+FROM+Account")).GetProperty("plans")[0].GetProperty("sobjectType").GetString().Should().Be("Account");
        (await client.GetAsync("/query?q=SELECT+Id,Name+FROM+Account&columns=true")).GetProperty("entityName").GetString().Should().Be("Account");
    }
}
