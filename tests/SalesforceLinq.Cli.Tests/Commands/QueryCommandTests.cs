using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Tests.Commands;

[Collection(ToolOrgCollection.Name)]
public sealed class QueryCommandTests(ToolOrg tool)
{
    [Fact]
    public async Task Built_tool_writes_a_table()
    {
        ToolRun run = await BuiltTool.RunAsync("query", "--org", tool.Url, "SELECT Name, AnnualRevenue FROM Account WHERE AnnualRevenue != null ORDER BY Name LIMIT 2");
        run.Code.Should().Be(0, run.Errors);
        run.Lines.Should().HaveCount(4);
        run.Lines[0].Should().MatchRegex("^Name +AnnualRevenue$");
        run.Lines[1].Should().MatchRegex("^─+  ─+$");
        run.Lines[2].Should().MatchRegex(@"^\S.* +[\d.]+$", "numbers stand at the right").And.HaveLength(run.Lines[0].Length);
        run.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Parent_that_is_null_in_the_first_row_has_its_columns()
    {
        ToolRun run = await QueryAsync("SELECT c.LastName, c.Account.Name, Account.Owner.Name FROM Contact c ORDER BY AccountId NULLS FIRST LIMIT 3", "-f", "csv");
        run.Lines[0].Should().Be("LastName,Account.Name,Account.Owner.Name");
        run.Lines[1].Should().EndWith(",,");
    }

    [Fact]
    public async Task Csv_quotes_what_needs_it_and_has_children_as_json()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
        RecordResult account = await client.SObject("Account").CreateAsync(new { Name = "Smith, \"Sons\"\n& Co", Phone = "1" });
        await client.SObject("Contact").CreateAsync(new { LastName = "Ann", AccountId = account.Id });
        ToolRun run = await ToolSession.RunOnceAsync("query", "-o", org.Url.ToString(), "SELECT Name, Phone, (SELECT LastName FROM Contacts) FROM Account", "-f", "csv");
        run.Output.Should().Be("Name,Phone,Contacts\n\"Smith, \"\"Sons\"\"\n& Co\",1,\"[{\"\"LastName\"\":\"\"Ann\"\"}]\"\n");

        ToolRun table = await ToolSession.RunOnceAsync("query", "-o", org.Url.ToString(), "SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
        table.Lines[2].Should().Be("Smith, \"Sons\" & Co  Ann");

        ToolRun json = await ToolSession.RunOnceAsync("query", "-o", org.Url.ToString(), "SELECT Name, (SELECT LastName FROM Contacts) FROM Account", "--json");
        JToken.Parse(json.Output).Should().BeEquivalentTo(JToken.Parse("""[{"Name":"Smith, \"Sons\"\n& Co","Contacts":[{"LastName":"Ann"}]}]"""));

        ToolRun lines = await ToolSession.RunOnceAsync("query", "-o", org.Url.ToString(), "SELECT Name, (SELECT LastName FROM Contacts) FROM Account", "-f", "jsonl", "--attributes");
        lines.Lines.Should().ContainSingle().Which.Should().Contain("\"type\":\"Account\"").And.Contain("\"done\":true");
    }

    [Theory]
    [InlineData("json", "[]\n")]
    [InlineData("jsonl", "")]
    [InlineData("csv", "Id,Name\n")]
    public async Task Result_without_rows_is_one_of_its_format(string format, string output) =>
        (await QueryAsync("SELECT Id, Name FROM Account WHERE Name = 'nobody'", "-f", format)).Output.Should().Be(output);

    [Fact]
    public async Task Count_is_a_number() => (await QueryAsync("SELECT COUNT() FROM User", "--json")).Output.Should().MatchRegex("\"count\": [1-9]");

    [Fact]
    public async Task Aggregates_have_columns()
    {
        ToolRun run = await QueryAsync("SELECT StageName, COUNT(Id), SUM(Amount) total, CALENDAR_YEAR(CloseDate) FROM Opportunity GROUP BY StageName, CALENDAR_YEAR(CloseDate) LIMIT 2", "-f", "csv");
        run.Lines[0].Should().Be("StageName,expr0,total,expr1");
        run.Lines.Should().HaveCount(3);
    }

    [Fact]
    public async Task All_pages_are_written()
    {
        ToolRun run = await QueryAsync("SELECT Id FROM Contact", "-f", "csv");
        int contacts = int.Parse((await QueryAsync("SELECT COUNT() FROM Contact", "-f", "csv")).Lines[1], System.Globalization.CultureInfo.InvariantCulture);
        contacts.Should().BeGreaterThan(2000, "so that there are pages");
        run.Lines.Should().HaveCount(contacts + 1).And.OnlyHaveUniqueItems();
    }

    [Fact]
    public async Task All_reads_deleted_rows_too()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        using SalesforceClient client = new(new AccessTokenCredential(org.Url, org.AccessToken));
        RecordResult gone = await client.SObject("Account").CreateAsync(new { Name = "Gone" });
        await client.SObject("Account").DeleteAsync(gone.Id!);
        string[] query = ["query", "-o", org.Url.ToString(), "SELECT Name FROM Account", "-f", "csv"];
        (await ToolSession.RunOnceAsync(query)).Lines.Should().Equal("Name");
        (await ToolSession.RunOnceAsync([.. query, "--all"])).Lines.Should().Equal("Name", "Gone");
    }

    [Fact]
    public async Task Query_comes_from_a_file_or_the_standard_input()
    {
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["q.soql"], "SELECT Name\nFROM User\nLIMIT 1;\n");
        (await QueryAsync(null, "--file", folder["q.soql"])).Lines.Should().HaveCount(3);
        (await BuiltTool.RunAsync(["query", "-o", tool.Url, "-f", "csv"], "SELECT Name FROM User LIMIT 1")).Lines[0].Should().Be("Name");
        (await BuiltTool.RunAsync(["query", "-o", tool.Url, "-f", "csv", "-"], "SELECT Name FROM User LIMIT 1")).Lines[0].Should().Be("Name");
    }

    [Fact]
    public async Task Query_has_to_be_given_and_only_once()
    {
        (await QueryAsync(null)).Failure.Should().Contain("There is no query");
        ToolRun twice = await QueryAsync("SELECT Id FROM User", "--file", "x");
        twice.Code.Should().Be(2);
        twice.Failure.Should().Contain("given twice");
    }

    [Fact]
    public async Task File_appears_complete_or_not_at_all()
    {
        using TemporaryFolder folder = new();
        (await QueryAsync("SELECT Name FROM User LIMIT 1", "-f", "csv", "--output", folder["users.csv"])).Output.Should().BeEmpty();
        folder.Content()["users.csv"].Should().StartWith("Name\n");

        await using EmulatedOrg org = await EmulatedOrg.StartAsync();
        org.Faults.Next(Fault.DeadCursor);
        ToolRun broken = await ToolSession.RunOnceAsync("query", "-o", org.Url.ToString(), "SELECT Id FROM Contact", "-f", "csv", "--output", folder["contacts.csv"]);
        broken.Code.Should().Be(1);
        broken.Failure.Should().Contain("INVALID_QUERY_LOCATOR");
        folder.Content().Keys.Should().Equal("users.csv");
    }

    [Theory]
    [InlineData("SELECT Name FROM Acount", 5, "Did you mean 'Account'?")]
    [InlineData("SELECT Nme FROM Account", 5, "Did you mean 'Name'?")]
    [InlineData("SELECT FROM", 1, "MALFORMED_QUERY")]
    public async Task Refused_query_is_one_line(string soql, int code, string words)
    {
        ToolRun run = await QueryAsync(soql);
        run.Code.Should().Be(code);
        run.Output.Should().BeEmpty();
        run.Failure.Should().Contain(words);
    }

    [SkippableFact]
    public async Task Pipe_that_closes_early_ends_the_query_quietly()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync();
        ToolRun run = await BuiltTool.BashAsync($"sflinq query -o {org.Url} -f csv 'SELECT Id, Name, MailingAddress, Description FROM Contact' | head -1; echo ${{PIPESTATUS[0]}}");
        run.Output.Should().Be("Id,Name,MailingAddress,Description\n0\n");
        run.Errors.Should().BeEmpty();
        org.Requests.Count(request => request.Path.Contains("/query", StringComparison.Ordinal)).Should().BeLessThan(3, "nobody wants the other pages");
    }

    [SkippableFact]
    public async Task Full_disk_behind_the_output_is_told()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full here.");
        ToolRun run = await BuiltTool.BashAsync($"sflinq query -o {tool.Url} -f csv 'SELECT Id FROM Contact' > /dev/full");
        run.Code.Should().Be(7);
        run.Failure.Should().StartWith("error: The output cannot be written: ").And.Contain("Make room");
    }

    [SkippableFact]
    public async Task Device_is_written_to_and_not_replaced()
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full here.");
        ToolRun run = await QueryAsync("SELECT Id FROM User", "--output", "/dev/full");
        run.Code.Should().Be(7);
        File.Exists("/dev/full").Should().BeTrue();
        Directory.GetFiles("/dev", "full.*.tmp").Should().BeEmpty();
    }

    [Fact]
    public async Task Org_that_cannot_be_reached_is_told()
    {
        ToolRun run = await BuiltTool.RunAsync("query", "-o", "http://127.0.0.1:1", "--access-token", "x", "SELECT Id FROM User");
        run.Code.Should().Be(4);
        run.Failure.Should().Contain("Connection refused").And.Contain("Check the address");
    }

    private Task<ToolRun> QueryAsync(string? soql, params string[] more) => ToolSession.RunOnceAsync(["query", "-o", tool.Url, .. soql is null ? (string[])[] : [soql], .. more]);
}
