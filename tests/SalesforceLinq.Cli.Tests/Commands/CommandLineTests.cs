using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("limits", "--josn", "There is no option '--josn'. Did you mean '--json'? 'sflinq limits --help' shows how it is used.")]
    [InlineData("describe", "--orgg", "Did you mean '--org'?")]
    public async Task Misspelt_option_is_no_argument(string command, string option, string words)
    {
        ToolRun run = await ToolSession.RunOnceAsync(command, option);
        run.Code.Should().Be(2);
        run.Failure.Should().Contain(words);
    }

    [Fact]
    public async Task Mistake_on_the_command_line_is_one_line_and_json_for_scripts()
    {
        ToolRun run = await BuiltTool.RunAsync("quary", "SELECT Id FROM User");
        run.Code.Should().Be(2);
        run.Failure.Should().StartWith("error: ").And.Contain("quary");
        ToolRun json = await ToolSession.RunOnceAsync("query", "--format", "yaml", "x", "--json");
        ((string?)JObject.Parse(json.Failure)["error"]!["code"]).Should().Be("USAGE");
    }

    [Fact]
    public async Task Help_is_no_failure()
    {
        ToolRun run = await BuiltTool.RunAsync("scaffold", "--help");
        run.Code.Should().Be(0);
        run.Output.Should().Contain("--objects").And.Contain("--check").And.Contain("Write classes and a context");
    }

    [Fact]
    public async Task Version_is_that_of_the_package() => (await BuiltTool.RunAsync("--version")).Output.Should().MatchRegex(@"^\d+\.\d+\.\d+");
}
