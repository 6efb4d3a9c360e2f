using System.CommandLine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;
using Spectre.Console;

namespace SalesforceLinq.Cli.Commands;

/// <summary>Runs what a command does, and tells a failure as one line: to people, or with <c>--json</c> to scripts.</summary>
internal sealed class CommandRunner(Terminal terminal)
{
    /// <summary><c>--json</c>, which every command has.</summary>
    public Option<bool> Json { get; } = new("--json") { Description = "Answer scripts: JSON on the standard output, and errors as a line of JSON.", Recursive = true };

    /// <summary>Gives a command what it does.</summary>
    public void Run(Command command, Func<ParseResult, CancellationToken, Task<ExitCode>> work) =>
        command.SetAction(async (parsed, cancellation) => (int)await GuardAsync(parsed.GetValue(Json), () => work(parsed, cancellation)).ConfigureAwait(false));

    /// <summary>Runs something, and tells how it failed if it did.</summary>
    public async Task<ExitCode> GuardAsync(bool json, Func<Task<ExitCode>> work)
    {
        try
        {
            ExitCode code = await work().ConfigureAwait(false);
            await terminal.Output.FlushAsync().ConfigureAwait(false);
            return code;
        }
        catch (OutputClosedException)
        {
            return ExitCode.Done;
        }
        catch (Exception error)
        {
            return Tell(new FailureReader().Read(error), json);
        }
    }

    /// <summary>Tells a failure, and answers its exit code.</summary>
    public ExitCode Tell(Failure failure, bool json)
    {
        if (json)
        {
            JObject told = new(new JProperty("error", new JObject(
                new JProperty("code", failure.Code), new JProperty("message", failure.Message), new JProperty("exitCode", (int)failure.ExitCode))));
            terminal.Error.WriteLine(told.ToString(Formatting.None));
        }
        else if (terminal.IsErrorTerminal)
        {
            // Written in parts: Spectre would break a long line at the width of the window, and a copied error would have holes.
            terminal.ErrorConsole.Markup("[red]error:[/] ");
            terminal.Error.WriteLine(failure.Message);
        }
        else
        {
            terminal.Error.WriteLine($"error: {failure.Message}");
        }

        return failure.ExitCode;
    }
}
