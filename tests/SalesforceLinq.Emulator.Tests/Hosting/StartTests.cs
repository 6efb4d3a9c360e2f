using System.Diagnostics;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class StartTests
{
    [Fact]
    public async Task Org_with_sample_data_starts_in_no_time()
    {
        await using (await EmulatedOrg.StartAsync())
        {
            // The first start of the process also loads and compiles code; the second is what users' fixtures see.
        }
        Stopwatch watch = Stopwatch.StartNew();
        await using EmulatedOrg org = await EmulatedOrg.StartAsync();
        watch.Elapsed.Should().BeLessThan(TimeSpan.FromSeconds(1.5));
    }

    [Fact]
    public async Task Explain_and_columns_describe_a_query()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using OrgClient client = new(org);
        (await client.GetAsync("/query/?explain=SELECT+Id+FROM+Account")).GetProperty("plans")[0].GetProperty("sobjectType").GetString().Should().Be("Account");
        (await client.GetAsync("/query?q=SELECT+Id,Name+FROM+Account&columns=true")).GetProperty("entityName").GetString().Should().Be("Account");
    }
}
