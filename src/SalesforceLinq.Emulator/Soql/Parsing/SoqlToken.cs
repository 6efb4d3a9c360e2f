namespace SalesforceLinq.Emulator.Soql.Parsing;

internal enum SoqlTokenKind
{
    Name,
    String,
    Number,

    /// <summary>An unquoted date, dateTime or time.</summary>
    Moment,
    Symbol,
    End,
}

/// <summary>One token of a query: its characters as they stand there, and the offset of the first one.</summary>
internal readonly record struct SoqlToken(SoqlTokenKind Kind, string Text, int Position)
{
    public bool Is(string word) =>
        (Kind is SoqlTokenKind.Name or SoqlTokenKind.Symbol) && string.Equals(Text, word, StringComparison.OrdinalIgnoreCase);
}
