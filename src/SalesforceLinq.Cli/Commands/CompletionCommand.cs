using System.CommandLine;
using SalesforceLinq.Cli.Completion;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq completion</c>: the script that teaches a shell to complete this tool.</summary>
internal sealed class CompletionCommand(Terminal terminal, CommandRunner runner)
{
    private readonly Argument<string> _shell = new("shell") { Description = "The shell: bash, zsh, pwsh or fish." };

    public Command Build()
    {
        _shell.AcceptOnlyFromAmong([.. ShellScript.Shells]);
        Command command = new("completion", "Print a script that makes a shell complete sflinq.") { _shell };
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await terminal.Output.WriteAsync(ShellScript.For(parsed.GetValue(_shell)!).AsMemory(), cancellation).ConfigureAwait(false);
        return ExitCode.Done;
    }
}
