namespace SalesforceLinq.Emulator.Soql.Syntax;

/// <summary>A value written in the query.</summary>
/// <param name="Text">The value as it stands in the query.</param>
/// <param name="Position">Offset of the first character in the query's text.</param>
internal abstract record Literal(string Text, int Position);

/// <summary>A quoted string, its escapes resolved; <see cref="Pattern"/> keeps <c>\%</c>, <c>\_</c> and <c>\\</c> escaped, for LIKE.</summary>
internal sealed record StringLiteral(string Value, string Pattern, string Text, int Position) : Literal(Text, Position)
{
    /// <summary>The first <c>\%</c> or <c>\_</c>, which only a pattern may hold; <see langword="null"/> if there is none.</summary>
    public string? PatternEscape { get; init; }
}

/// <summary>A number, with or without a decimal part.</summary>
internal sealed record NumberLiteral(decimal Value, bool IsInteger, string Text, int Position) : Literal(Text, Position);

/// <summary>An amount in a named currency, such as <c>USD5000</c>.</summary>
internal sealed record CurrencyLiteral(string Code, decimal Amount, string Text, int Position) : Literal(Text, Position);

internal sealed record BooleanLiteral(bool Value, string Text, int Position) : Literal(Text, Position);

internal sealed record NullLiteral(string Text, int Position) : Literal(Text, Position);

internal sealed record DateLiteral(DateOnly Value, string Text, int Position) : Literal(Text, Position);

internal sealed record DateTimeLiteral(DateTimeOffset Value, string Text, int Position) : Literal(Text, Position);

internal sealed record TimeLiteral(TimeOnly Value, string Text, int Position) : Literal(Text, Position);

/// <summary>A range relative to now: <c>TODAY</c>, or <c>LAST_N_DAYS</c> with the count behind the colon. The name is in upper case.</summary>
internal sealed record RelativeDateLiteral(string Name, int Count, string Text, int Position) : Literal(Text, Position);
