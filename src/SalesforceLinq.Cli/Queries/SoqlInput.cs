using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Queries;

/// <summary>Finds the SOQL: the argument, a file, or the standard input.</summary>
internal sealed class SoqlInput(Terminal terminal)
{
    public async Task<string> ReadAsync(string? argument, string? file, CancellationToken cancellation)
    {
        if (argument is not (null or "-") && file is not null)
            throw ToolException.Usage("The query was given twice: as an argument and by --file. Give it once.");
        string? soql = file is not null ? await File.ReadAllTextAsync(file, cancellation).ConfigureAwait(false)
            : argument is not (null or "-") ? argument
            : argument == "-" || !terminal.IsInputTerminal ? await terminal.Input.ReadToEndAsync(cancellation).ConfigureAwait(false)
            : null;
        return string.IsNullOrWhiteSpace(soql)
            ? throw ToolException.Usage("There is no query: give it as an argument (in quotes), by --file, or on the standard input.")
            : soql.Trim().TrimEnd(';').TrimEnd();
    }
}
