using SalesforceLinq.Cli.Tests.Running;

namespace SalesforceLinq.Cli.Tests.Commands;

public sealed class CompletionCommandTests
{
    [Theory]
    [InlineData("sflinq de", "describe")]
    [InlineData("sflinq query --fo", "--format")]
    [InlineData("sflinq query --format c", "csv")]
    [InlineData("sflinq completion f", "fish")]
    public async Task Tool_suggests_what_comes_next(string line, string suggestion)
    {
        ToolRun run = await ToolSession.RunOnceAsync($"[suggest:{line.Length}]", line);
        run.Code.Should().Be(0);
        run.Lines.Should().Contain(suggestion);
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef _sflinq sflinq")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    [InlineData("fish", "complete -c sflinq")]
    public async Task Script_of_each_shell_asks_the_tool(string shell, string words)
    {
        ToolRun run = await ToolSession.RunOnceAsync("completion", shell);
        run.Output.Should().Contain(words).And.Contain("[suggest:");
    }

    [SkippableFact]
    public async Task Bash_completes_a_command()
    {
        ToolRun run = await BuiltTool.BashAsync(
            "eval \"$(sflinq completion bash)\"; COMP_LINE='sflinq scaf'; COMP_POINT=11; _sflinq_completion; echo \"${COMPREPLY[@]}\"");
        run.Output.Should().Be("scaffold\n");
    }

    [Fact]
    public async Task Unknown_shell_is_refused_with_those_there_are()
    {
        ToolRun run = await BuiltTool.RunAsync("completion", "cmd");
        run.Code.Should().Be(2);
        run.Failure.Should().Contain("'cmd'").And.Contain("'bash'").And.Contain("'sflinq completion --help'");
    }
}
