using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class DescribeCommandTests(ToolOrg tool)
{
    [Fact]
    public async Task Objects_are_listed()
    {
        ToolRun run = await BuiltTool.RunAsync("describe", "--org", tool.Url);
        run.Code.Should().Be(0, run.Errors);
        run.Output.Should().MatchRegex(@"Invoice__c +Invoice +a00 +custom").And.MatchRegex("Account +Account +001");
        JArray list = JArray.Parse((await ToolSession.RunOnceAsync("describe", "-o", tool.Url, "--json")).Output);
        list.Select(entry => (string?)entry["name"]).Should().Contain("Invoice__c").And.BeInAscendingOrder(StringComparer.Ordinal);
    }

    [Fact]
    public async Task Object_is_shown_with_fields_and_children()
    {
        ToolRun run = await ToolSession.RunOnceAsync("describe", "-o", tool.Url, "Invoice__c");
        run.Output.Should().MatchRegex(@"Number__c +Number +string\(40\) +create, update +external id, unique")
            .And.MatchRegex(@"Total__c +Total +currency\(18,2\)")
            .And.MatchRegex(@"Account__c +Account +reference to Account");
        (await ToolSession.RunOnceAsync("describe", "-o", tool.Url, "account")).Output.Should().MatchRegex("Invoices__r +Invoice__c +Account__c");
    }

    [Fact]
    public async Task Json_is_the_describe_itself()
    {
        JObject one = JObject.Parse((await ToolSession.RunOnceAsync("describe", "-o", tool.Url, "Invoice__c", "--json")).Output);
        ((string?)one["name"]).Should().Be("Invoice__c");
        one["fields"]!.Should().HaveCountGreaterThan(5);
        JArray.Parse((await ToolSession.RunOnceAsync("describe", "-o", tool.Url, "Account", "Contact", "--json")).Output).Should().HaveCount(2);
    }

    [Fact]
    public async Task Folder_that_has_no_describes_is_told()
    {
        using TemporaryFolder folder = new();
        ToolRun empty = await ToolSession.RunOnceAsync("describe", "--describe", folder.Path);
        (empty.Code, empty.Failure).Should().Be((2, $"error: The folder '{folder.Path}' has no *.json files. 'sflinq capture --output {folder.Path}' writes them."));
        await File.WriteAllTextAsync(folder["x.json"], "{ \"a\": 1 }");
        (await ToolSession.RunOnceAsync("describe", "--describe", folder.Path)).Failure.Should().Contain("x.json").And.Contain("no describe of an object");
        await File.WriteAllTextAsync(folder["x.json"], "{ \"a\": ");
        (await ToolSession.RunOnceAsync("describe", "--describe", folder.Path)).Failure.Should().Contain("x.json").And.Contain("is not JSON");
        (await ToolSession.RunOnceAsync("describe", "--describe", folder["none"])).Failure.Should().Contain("There is no folder or file");
    }
}
