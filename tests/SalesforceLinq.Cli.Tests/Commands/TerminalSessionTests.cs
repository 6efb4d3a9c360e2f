using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

/// <summary>A session at a real (pseudo) terminal, scripted: what a person sees, and a pipe does not.</summary>
[Collection(ToolOrgCollection.Name)]
public sealed class TerminalSessionTests(ToolOrg tool)
{
    private const string Escape = "\e[";

    [SkippableFact]
    public async Task Session_at_a_terminal_shows_colours_progress_and_cut_columns()
    {
        using TemporaryFolder folder = new();
        ToolRun limits = await AtTerminalAsync($"sflinq limits -o {tool.Url} DailyApiRequests");
        limits.Output.Should().Contain(Escape, "bars are coloured").And.Contain("DailyApiRequests");

        ToolRun scaffold = await AtTerminalAsync($"sflinq scaffold -o {tool.Url} --objects Account,Contact,Lead --output {folder["Models"]}");
        scaffold.Output.Should().Contain("\r" + Escape + "KDescribed ", "progress is shown").And.Contain(" of 3: ").And.Contain("+ Account.g.cs").And.Contain("files in");

        ToolRun query = await AtTerminalAsync($"stty cols 60; sflinq query -o {tool.Url} 'SELECT Id, Name, BillingAddress, Description FROM Account LIMIT 3'");
        query.Output.Should().Contain(Escape + "1mId", "headers are bold").And.Contain("…").And.Contain("3 rows");
        query.Lines.Where(line => line.Contains("001", StringComparison.Ordinal)).Should().NotBeEmpty().And.OnlyContain(line => line.TrimEnd().Length <= 60);

        ToolRun error = await AtTerminalAsync($"sflinq query -o {tool.Url} 'SELECT Nme FROM Account'");
        error.Output.Should().MatchRegex(@"\e\[[\d;]*merror:\e\[0m .*Did you mean 'Name'\?");
    }

    [SkippableFact]
    public async Task Rows_are_counted_while_they_go_into_a_file()
    {
        using TemporaryFolder folder = new();
        ToolRun run = await AtTerminalAsync($"sflinq query -o {tool.Url} -f csv 'SELECT Id FROM Contact' > {folder["rows.csv"]}");
        run.Output.Should().MatchRegex("\r\\e\\[K[1-9],\\d{3} rows").And.MatchRegex(@"\d,\d{3} rows\s*$");
        folder.Content()["rows.csv"].Should().StartWith("Id\n").And.NotContain(Escape);
    }

    [SkippableFact]
    public async Task Terminal_without_colours_gets_none()
    {
        ToolRun run = await AtTerminalAsync($"export NO_COLOR=1; sflinq limits -o {tool.Url} DailyApiRequests; sflinq query -o {tool.Url} 'SELECT Name FROM User LIMIT 1'");
        run.Output.Should().Contain("DailyApiRequests").And.NotMatchRegex(@"\e\[(3|4|9)\d|\e\[38|\e\[1m");
        ToolRun dumb = await AtTerminalAsync($"export TERM=dumb; sflinq limits -o {tool.Url} DailyApiRequests; sflinq query -o {tool.Url} 'SELECT Name FROM User LIMIT 1'");
        dumb.Output.Should().Contain("DailyApiRequests").And.NotContain(Escape);
    }

    [Fact]
    public async Task Pipe_gets_neither_colours_nor_progress()
    {
        ToolRun run = await BuiltTool.RunAsync("limits", "-o", tool.Url);
        (run.Output + run.Errors).Should().NotContain("\e").And.NotContain("\r");
    }

    // 'script' of util-linux gives a program a pseudo terminal, as a person's is.
    private static async Task<ToolRun> AtTerminalAsync(string line)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "There is no 'script' of util-linux here, which gives a pseudo terminal.");
        // 'script' hands its command to $SHELL, and any shell but bash drops the exported function that stands for the tool.
        Dictionary<string, string> variables = new() { ["LINE"] = line, ["TERM"] = "xterm-256color", ["SHELL"] = "/bin/bash" };
        return await BuiltTool.BashAsync("export LINE; script -qec 'bash -c \"$LINE\"' /dev/null", variables);
    }
}
