using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class SoqlCommandTests(ToolOrg tool)
{
    [Fact]
    public async Task Built_tool_checks_and_lays_out()
    {
        ToolRun run = await BuiltTool.RunAsync("soql", "select Id, Name from Account a where (Name like 'from x%' or Phone=null) and NumberOfEmployees>=5 order by Name desc nulls last limit 5");
        run.Code.Should().Be(0, run.Errors);
        run.Output.Should().Be("""
            SELECT Id, Name
            FROM Account a
            WHERE (Name LIKE 'from x%' OR Phone = NULL) AND NumberOfEmployees >= 5
            ORDER BY Name DESC NULLS LAST
            LIMIT 5

            """);
    }

    [Theory]
    [InlineData("SELECT Id FROM", 1, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a' AND Phone = 'b' OR Fax = 'c'", 1, "MALFORMED_QUERY")]
    [InlineData("SELECT Id FROM Account WHERE Name = 'a", 1, "MALFORMED_QUERY")]
    public async Task Mistake_of_the_language_is_found_without_an_org(string soql, int lines, string code)
    {
        ToolRun run = await ToolSession.RunOnceAsync("soql", soql, "--json");
        run.Code.Should().Be(6);
        run.Output.Should().BeEmpty();
        run.Failure.Split('\n').Should().HaveCount(lines);
        ((string?)JObject.Parse(run.Failure)["error"]!["code"]).Should().Be(code);
    }

    [Fact]
    public async Task Names_are_checked_against_an_org_and_against_describes_but_not_without_them()
    {
        const string Wrong = "SELECT Nme FROM Account";
        (await ToolSession.RunOnceAsync("soql", Wrong, "--check")).Should().Be(new ToolRun(0, "", ""));
        ToolRun org = await ToolSession.RunOnceAsync("soql", Wrong, "--org", tool.Url);
        org.Code.Should().Be(6);
        org.Failure.Should().StartWith("error: line 1, column 8: No such column 'Nme' on entity 'Account'.").And.EndWith("Did you mean 'Name'?");

        using TemporaryFolder folder = new();
        (await ToolSession.RunOnceAsync("capture", "-o", tool.Url, "--objects", "Account,Invoice__c", "--output", folder.Path)).Code.Should().Be(0);
        ToolRun describes = await ToolSession.RunOnceAsync("soql", Wrong, "--describe", folder.Path);
        describes.Failure.Should().Be(org.Failure);
        (await ToolSession.RunOnceAsync("soql", "SELECT Id, (SELECT Number__c FROM Invoices__r) FROM Account", "--describe", folder.Path)).Code.Should().Be(0);
        (await ToolSession.RunOnceAsync("soql", "SELECT Id FROM Invoice", "--describe", folder.Path)).Failure.Should().EndWith("Did you mean 'Invoice__c'?");
    }

    [Fact]
    public async Task Query_is_not_run()
    {
        int before = tool.Org.Requests.Count(request => request.Path.Contains("q=", StringComparison.Ordinal));
        await ToolSession.RunOnceAsync("soql", "SELECT Id FROM Account", "--org", tool.Url);
        tool.Org.Requests.Count(request => request.Path.Contains("?q=", StringComparison.Ordinal)).Should().BeLessThanOrEqualTo(before);
        tool.Org.Requests.Should().Contain(request => request.Path.Contains("explain=SELECT", StringComparison.Ordinal));
    }
}
