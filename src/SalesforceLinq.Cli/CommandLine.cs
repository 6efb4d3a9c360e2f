using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;
using SalesforceLinq.Cli.Commands;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Spelling;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli;

/// <summary>All commands of <c>sflinq</c>.</summary>
internal sealed class CommandLine(Terminal terminal)
{
    private readonly CommandRunner _runner = new(terminal);
    private SuggestDirective? _suggest;

    /// <summary>The root command, with all below it.</summary>
    public RootCommand Build()
    {
        RootCommand root = new("SalesforceLinq on the command line.")
        {
            new ScaffoldCommand(terminal, _runner).Build(),
            new QueryCommand(terminal, _runner).Build(),
            new SoqlCommand(terminal, _runner).Build(),
            new DescribeCommand(terminal, _runner).Build(),
            new CaptureCommand(terminal, _runner).Build(),
            new LimitsCommand(terminal, _runner).Build(),
            new DiagramCommand(terminal, _runner).Build(),
            new CompletionCommand(terminal, _runner).Build(),
            new EmulatorCommand(terminal, _runner).Build(),
        };
        root.Options.Add(_runner.Json);
        _suggest = root.Directives.OfType<SuggestDirective>().First();
        return root;
    }

    /// <summary>Runs a command line.</summary>
    /// <returns>What the process answers to the shell.</returns>
    public async Task<int> RunAsync(string[] arguments, CancellationToken cancellation = default)
    {
        ParseResult parsed = Build().Parse(arguments);
        InvocationConfiguration configuration = new() { Output = terminal.Output, Error = terminal.Error, EnableDefaultExceptionHandler = false };
        // A mistake on the command line is told like every other failure. Help and completion go on as they are.
        if (parsed.Errors.Count > 0 && parsed.Action is ParseErrorAction)
            return (int)_runner.Tell(new Failure(ExitCode.Usage, "USAGE", Worded(parsed)), arguments.Contains("--json"));
        // An argument that takes any words would take a misspelt option as well.
        if (parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).FirstOrDefault(token => token.Type == TokenType.Argument && token.Value.StartsWith("--", StringComparison.Ordinal)) is { } stray
            && parsed.GetResult(_suggest!) is null)
            return (int)_runner.Tell(new Failure(ExitCode.Usage, "USAGE", Unknown(parsed, stray.Value)), arguments.Contains("--json"));
        ExitCode code = await _runner.GuardAsync(
            arguments.Contains("--json"), async () => (ExitCode)await parsed.InvokeAsync(configuration, cancellation).ConfigureAwait(false)).ConfigureAwait(false);
        return (int)code;
    }

    private static string Unknown(ParseResult parsed, string option)
    {
        IEnumerable<string> names = parsed.CommandResult.Command.Options.Concat(parsed.RootCommandResult.Command.Options).Select(known => known.Name);
        return $"There is no option '{option}'.{ClosestName.Question(option, names)} '{NameOf(parsed)} --help' shows how it is used.";
    }

    private static string NameOf(ParseResult parsed) => parsed.CommandResult.Command is RootCommand ? "sflinq" : $"sflinq {parsed.CommandResult.Command.Name}";

    private static string Worded(ParseResult parsed)
    {
        IEnumerable<string> errors = parsed.Errors.Select(error => error.Message.TrimEnd('.')).Distinct();
        string said = string.Join(". ", errors);
        return $"{string.Join(' ', said.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))}. '{NameOf(parsed)} --help' shows how it is used.";
    }
}
