using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Files;
using SalesforceLinq.Cli.Output.Rows;
using SalesforceLinq.Cli.Queries;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq query</c>: the rows of a query, as they come.</summary>
internal sealed class QueryCommand(Terminal terminal, CommandRunner runner)
{
    private readonly SignInOptions _signIn = new();

    private readonly Argument<string?> _soql = new("soql") { Description = "The query; '-', or nothing in a pipe, reads it from the standard input.", Arity = ArgumentArity.ZeroOrOne };

    private readonly Option<string?> _file = new("--file") { Description = "Read the query from a file.", HelpName = "FILE" };

    private readonly Option<RowFormat> _format = ChoiceOption.Create<RowFormat>("--format", "How rows are written; by default as a table. --json is short for --format json.", "-f");

    private readonly Option<string?> _output = new("--output") { Description = "Write to a file, which appears when it is complete.", HelpName = "FILE" };

    private readonly Option<bool> _all = new("--all") { Description = "Read rows in the recycle bin and archived activities too (queryAll)." };

    private readonly Option<bool> _attributes = new("--attributes") { Description = "Keep what the wire says of each record (attributes) in JSON." };

    public Command Build()
    {
        Command command = new("query", "Run SOQL and write the rows as they come.") { _soql, _file, _format, _output, _all, _attributes };
        _signIn.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string soql = await new SoqlInput(terminal).ReadAsync(parsed.GetValue(_soql), parsed.GetValue(_file), cancellation).ConfigureAwait(false);
        using SalesforceClient client = new OrgConnection(terminal).Open(_signIn.Read(parsed));
        try
        {
            await WriteAsync(parsed, client, soql, cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        }
        catch (SalesforceApiException refused) when (refused is not (SignInFailedException or SessionExpiredException))
        {
            if (await new QueryAdvice(client).SuggestAsync(refused, cancellation).ConfigureAwait(false) is { Length: > 0 } question)
                throw new ToolException(ExitCode.NotFound, refused.ErrorCode, $"{refused.Message.TrimEnd()}{question}", refused);
            throw;
        }
    }

    private async Task WriteAsync(ParseResult parsed, SalesforceClient client, string soql, CancellationToken cancellation)
    {
        SelectList selected = SelectList.Read(soql);
        using StagedFile? file = parsed.GetValue(_output) is { } path ? new StagedFile(path) : null;
        bool isOnScreen = file is null && terminal.IsOutputTerminal;
        IRowWriter writer = WriterFor(parsed, file?.Writer ?? terminal.Output, isOnScreen);
        IAsyncEnumerable<JObject> rows = selected.IsCount
            ? CountAsync(client, soql, parsed.GetValue(_all), cancellation)
            : client.QueryAsync(soql, new QueryOptions { IncludeDeleted = parsed.GetValue(_all) }, cancellation);
        long count = await new RowWriting(terminal, writer, isCounted: !isOnScreen)
            .WriteAsync(rows, selected.IsCount ? ["count"] : selected.Paths, cancellation).ConfigureAwait(false);
        file?.Complete();
        await terminal.Output.FlushAsync(cancellation).ConfigureAwait(false);
        if (terminal.IsErrorTerminal)
            terminal.Error.WriteLine(count == 1 ? "1 row" : string.Create(CultureInfo.InvariantCulture, $"{count:N0} rows"));
    }

    private IRowWriter WriterFor(ParseResult parsed, TextWriter output, bool isOnScreen)
    {
        bool attributes = parsed.GetValue(_attributes);
        RowFormat format = parsed.GetResult(_format) is { Implicit: false } ? parsed.GetValue(_format) : parsed.GetValue(runner.Json) ? RowFormat.Json : RowFormat.Table;
        return format switch
        {
            RowFormat.Csv => new CsvRows(output),
            RowFormat.Json => new JsonRows(output, attributes),
            RowFormat.Jsonl => new JsonLineRows(output, attributes),
            _ => new TableRows(output, isOnScreen ? terminal.Width : null, isBold: isOnScreen && terminal.Variable("NO_COLOR") is null && terminal.Variable("TERM") is not "dumb"),
        };
    }

    // SELECT COUNT() answers no rows; the number stands beside where they would be.
    private static async IAsyncEnumerable<JObject> CountAsync(
        SalesforceClient client, string soql, bool all, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        QueryPage page = await client.QueryPageAsync(soql, new QueryOptions { IncludeDeleted = all }, cancellation).ConfigureAwait(false);
        yield return new JObject(new JProperty("count", page.TotalSize));
    }
}
