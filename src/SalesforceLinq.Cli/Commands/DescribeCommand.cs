using System.CommandLine;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq describe</c>: the objects of an org, or the fields and relationships of some.</summary>
internal sealed class DescribeCommand(Terminal terminal, CommandRunner runner)
{
    private readonly DescribeOptions _describes = new();

    private readonly Argument<string[]> _objects = new("object")
    {
        Description = "Objects by API name; * and ? stand for any letters. Without one, the objects are listed.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Command Build()
    {
        Command command = new("describe", "List objects, or show fields and relationships of some.") { _objects };
        _describes.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using IDescribeSource source = _describes.Open(parsed, terminal);
        bool json = parsed.GetValue(runner.Json);
        if (parsed.GetValue(_objects) is not { Length: > 0 } objects)
        {
            IReadOnlyList<SObjectSummary> lines = await source.ListAsync(cancellation).ConfigureAwait(false);
            if (json)
                new JsonAnswer(terminal).Write(new JArray(lines.Select(ToJson)));
            else
                new DescribeTables(terminal).WriteList(lines);
            return ExitCode.Done;
        }

        IReadOnlyList<string> names = await new ObjectSelection(source).ResolveAsync(objects, cancellation).ConfigureAwait(false);
        IReadOnlyList<DescribedObject> described = await new DescribeReading(source, terminal).ReadAsync(names, cancellation).ConfigureAwait(false);
        if (json)
        {
            // One object asked for is one object answered, as the org itself would.
            new JsonAnswer(terminal).Write(described is [var only] ? only.Json : new JArray(described.Select(found => found.Json)));
            return ExitCode.Done;
        }

        foreach (DescribedObject found in described)
            new DescribeTables(terminal).Write(found.Description);
        return ExitCode.Done;
    }

    private static JObject ToJson(SObjectSummary line) => new(
        new JProperty("name", line.Name), new JProperty("label", line.Label), new JProperty("keyPrefix", line.KeyPrefix), new JProperty("custom", line.Custom));
}
