namespace SalesforceLinq.Soql.Syntax;

/// <summary>A value that is known.</summary>
/// <param name="Value"><see langword="null"/>, string, bool, an integer, decimal, double, <see cref="DateOnly"/>, <see cref="TimeOnly"/> or <see cref="DateTimeOffset"/>.</param>
internal sealed record SoqlLiteral(object? Value) : SoqlValue
{
    public static SoqlLiteral Null { get; } = new((object?)null);

    public static SoqlLiteral True { get; } = new(true);

    public static SoqlLiteral False { get; } = new(false);

    public static SoqlLiteral Of(bool value) => value ? True : False;
}
