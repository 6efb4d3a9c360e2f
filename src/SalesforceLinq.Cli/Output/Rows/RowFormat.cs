namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>How rows are written.</summary>
internal enum RowFormat
{
    /// <summary>A table for people.</summary>
    Table,

    /// <summary>Comma-separated values (RFC 4180).</summary>
    Csv,

    /// <summary>One array of JSON.</summary>
    Json,

    /// <summary>A line of JSON for each row.</summary>
    Jsonl,
}
