using System.CommandLine;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.Queries;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq soql</c>: checks a query, and lays it out.</summary>
internal sealed class SoqlCommand(Terminal terminal, CommandRunner runner)
{
    private readonly DescribeOptions _describes = new();

    private readonly Argument<string?> _soql = new("soql") { Description = "The query; '-', or nothing in a pipe, reads it from the standard input.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _file = new("--file") { Description = "Read the query from a file.", HelpName = "FILE" };

    private readonly Option<bool> _check = new("--check") { Description = "Check only: write nothing when the query is right." };

    public Command Build()
    {
        Command command = new("soql", "Check SOQL and lay it out, without running it.") { _soql, _file, _check };
        _describes.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string soql = await new SoqlInput(terminal).ReadAsync(parsed.GetValue(_soql), parsed.GetValue(_file), cancellation).ConfigureAwait(false);
        if (await ProblemAsync(parsed, soql, cancellation).ConfigureAwait(false) is { } problem)
            throw new ToolException(ExitCode.CheckFailed, problem.Code, problem.ToString());
        string formatted = new SoqlFormatter().Format(soql);
        if (parsed.GetValue(runner.Json))
            new JsonAnswer(terminal).Write(new JObject(new JProperty("valid", true), new JProperty("soql", formatted)));
        else if (!parsed.GetValue(_check))
            terminal.Output.WriteLine(formatted);
        return ExitCode.Done;
    }

    private async Task<SoqlProblem?> ProblemAsync(ParseResult parsed, string soql, CancellationToken cancellation)
    {
        SoqlCheck check = new();
        if (_describes.IsFolder(parsed))
        {
            using IDescribeSource folder = _describes.Open(parsed, terminal);
            return await check.AgainstAsync(folder, soql, cancellation).ConfigureAwait(false);
        }

        if (!_describes.IsGiven(parsed))
            return await check.AloneAsync(soql, cancellation).ConfigureAwait(false);
        using SalesforceClient client = new OrgConnection(terminal).Open(_describes.SignIn(parsed));
        return await check.AgainstAsync(client, soql, cancellation).ConfigureAwait(false);
    }
}
