using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;

namespace SalesforceLinq.Conformance.Tests.Client;

public sealed class ClientDescribeTests
{
    [SkippableFact]
    public async Task Every_recorded_describe_is_read_and_loses_nothing()
    {
        int read = 0;
        foreach (Recording recording in Recording.In("describe-sobject"))
        {
            var body = JObject.Parse(recording.Body);
            if (body["fields"] is not JArray fields)
                continue;
            await using SalesforceClient client = new Replay(recording).Client();
            SObjectDescription description = await client.SObject("Account").DescribeAsync();
            description.Fields.Select(field => field.Name).Should().Equal(fields.Select(field => (string)field["name"]!), recording.ToString());
            description.Fields.Should().OnlyContain(field => field.Type.Length > 0);
            var back = JObject.FromObject(description);
            body.Properties().Select(member => member.Name).Should().BeSubsetOf(back.Properties().Select(member => member.Name), recording.ToString());
            var firstBack = (JObject)back["fields"]![0]!;
            ((JObject)fields[0]).Properties().Select(member => member.Name).Should().BeSubsetOf(firstBack.Properties().Select(member => member.Name));
            read++;
        }

        read.Should().BeGreaterThanOrEqualTo(12);
    }

    [SkippableFact]
    public async Task Recorded_global_describe_is_read()
    {
        await using SalesforceClient client = new Replay(Recording.Of("describe-global", "cci-describe-global.json")).Client();
        GlobalDescription description = await client.DescribeGlobalAsync();
        description.MaxBatchSize.Should().Be(200);
        description.SObjects.Should().NotBeEmpty().And.OnlyContain(summary => summary.Name.Length > 0 && summary.Urls.Count > 0);
    }

    [SkippableFact]
    public async Task Recorded_limits_and_versions_are_read()
    {
        await using SalesforceClient limits = new Replay(Recording.Of("limits", "ss-limits.json")).Client();
        (await limits.GetLimitsAsync())["DailyApiRequests"].Max.Should().BePositive();
        await using SalesforceClient versions = new Replay(Recording.Of("versions", "ncf-versions.json")).Client();
        (await versions.GetVersionsAsync()).Should().OnlyContain(version => version.Label.Length > 0 && version.Url.StartsWith("/services/data/v"));
        await using SalesforceClient oldVersions = new Replay(Recording.Of("versions", "rf-resource-root.json")).Client();
        (await oldVersions.GetVersionsAsync()).Should().NotBeEmpty();
    }
}
