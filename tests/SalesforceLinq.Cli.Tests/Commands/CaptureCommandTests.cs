using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class CaptureCommandTests(ToolOrg tool)
{
    [Fact]
    public async Task Captured_org_starts_again_from_its_files()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await BuiltTool.RunAsync("capture", "--org", tool.Url, "--objects", "Invoice__c,Account,Contact", "--output", folder["describes"]);
        run.Code.Should().Be(0, run.Errors);
        folder.Content().Keys.Select(Path.GetFileName).Should().BeEquivalentTo("Account.json", "Contact.json", "Invoice__c.json");

        await using EmulatedOrg copy = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Schema = OrgSchema.Standard().WithDescribeFolder(folder["describes"]), SampleData = SampleData.None });
        using SalesforceClient original = new(new AccessTokenCredential(tool.Org.Url, tool.Org.AccessToken)), again = new(new AccessTokenCredential(copy.Url, copy.AccessToken));
        foreach (string name in (string[])["Invoice__c", "Account", "Contact"])
        {
            SObjectDescription was = await original.SObject(name).DescribeAsync(), isNow = await again.SObject(name).DescribeAsync();
            isNow.Fields.Select(Facts).Should().Equal(was.Fields.Select(Facts));
        }

        RecordResult account = await again.SObject("Account").CreateAsync(new { Name = "A" });
        await again.SObject("Invoice__c").CreateAsync(new { Number__c = "1", Account__c = account.Id });
        QueryPage page = await again.QueryPageAsync("SELECT Name, (SELECT Number__c FROM Invoices__r) FROM Account");
        ((string?)page.Records[0].SelectToken("Invoices__r.records[0].Number__c")).Should().Be("1");
    }

    [Fact]
    public async Task Capture_answers_scripts()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await ToolSession.RunOnceAsync("capture", "-o", tool.Url, "--objects", "Note", "--output", folder["d"], "--json");
        ((JArray)JObject.Parse(run.Output)["objects"]!).Values<string>().Should().Equal("Note");
        (await ToolSession.RunOnceAsync("capture", "-o", tool.Url)).Code.Should().Be(2);
    }

    private static string Facts(FieldDescription field) =>
        $"{field.Name} {field.Type} {field.Length} {field.Precision} {field.Scale} {field.Nillable} {field.Createable} {field.Updateable} {field.ExternalId} {field.Unique} {field.RelationshipName} {string.Join(',', field.ReferenceTo)} {string.Join(',', field.PicklistValues.Select(value => value.Value))}";
}
