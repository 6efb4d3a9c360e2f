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

    [SkippableTheory]
    [InlineData("sflinq scaf", "scaffold")]
    [InlineData("echo x | sflinq query --format c", "csv")]
    public async Task Fish_completes_a_command(string line, string word)
    {
        ToolRun run = await BuiltTool.ShellAsync("fish", $"sflinq completion fish | source; complete -C '{line}'");
        run.Errors.Should().BeEmpty();
        run.Lines.Should().Contain(word);
    }

    [SkippableTheory]
    [InlineData("sflinq scaf", "scaffold")]
    [InlineData("echo x | sflinq query --format c", "csv")]
    public async Task Zsh_completes_a_command(string line, string word)
    {
        // Completion belongs to the line editor: a shell at a pseudo terminal, with the keys typed into it.
        ToolRun run = await BuiltTool.ShellAsync("zsh", $"""
            zmodload zsh/zpty
            zpty shell zsh -f -i
            zpty -w shell "autoload -U compinit; compinit -u -D; eval \"\$(sflinq completion zsh)\"; echo rea''dy"
            zpty -r -m shell seen '*ready*'
            zpty -w -n shell $'{line}\t'
            zpty -r -m shell seen '*{word}*' && print -r -- found {word}
            zpty -d shell
            """);
        run.Lines.Should().Contain($"found {word}");
    }

    [SkippableTheory]
    [InlineData("sflinq scaf", "scaffold")]
    [InlineData("echo x | sflinq query --format c", "csv")]
    public async Task PowerShell_completes_a_command(string line, string word)
    {
        ToolRun run = await BuiltTool.ShellAsync("pwsh", "sflinq completion pwsh | Out-String | Invoke-Expression; " +
            $"[System.Management.Automation.CommandCompletion]::CompleteInput('{line}', {line.Length}, $null).CompletionMatches.CompletionText");
        run.Lines.Should().Contain(word);
    }

    [Fact]
    public async Task Unknown_shell_is_refused_with_those_there_are()
    {
        ToolRun run = await BuiltTool.RunAsync("completion", "cmd");
        run.Code.Should().Be(2);
        run.Failure.Should().Contain("'cmd'").And.Contain("'bash'").And.Contain("'sflinq completion --help'");
    }
}
