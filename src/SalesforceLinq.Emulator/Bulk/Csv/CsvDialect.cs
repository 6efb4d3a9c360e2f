namespace SalesforceLinq.Emulator.Bulk.Csv;

/// <summary>How the CSV of a job is written: what parts its columns, and what ends its lines.</summary>
/// <remarks>Source: Bulk API 2.0 guide, "Prepare CSV Files": six delimiters, LF or CRLF; batches of the Bulk API before it are COMMA with either line ending.</remarks>
internal sealed record CsvDialect(string DelimiterName, char Delimiter, string? LineEnding)
{
    private static readonly (string Name, char Character)[] Delimiters =
        [("COMMA", ','), ("BACKQUOTE", '`'), ("CARET", '^'), ("PIPE", '|'), ("SEMICOLON", ';'), ("TAB", '\t')];

    /// <summary>Commas, and lines that end as they like.</summary>
    public static CsvDialect Tolerant { get; } = new("COMMA", ',', LineEnding: null);

    /// <summary>What a written line ends with.</summary>
    public string NewLine => LineEnding == "CRLF" ? "\r\n" : "\n";

    /// <summary>The dialect of these names; <see langword="null"/> if one of them is unknown.</summary>
    public static CsvDialect? Of(string delimiter, string lineEnding)
    {
        foreach ((string name, char character) in Delimiters)
        {
            if (name == delimiter)
                return lineEnding is "LF" or "CRLF" ? new CsvDialect(name, character, lineEnding) : null;
        }
        return null;
    }
}
