namespace SalesforceLinq.Soql.Syntax;

/// <summary>The right side of LIKE.</summary>
/// <param name="Text">The text to find or, for <see cref="SoqlLikeKind.Pattern"/>, a pattern with its own wildcards.</param>
/// <param name="Kind">Where the text stands in the field.</param>
internal sealed record SoqlLikePattern(string Text, SoqlLikeKind Kind) : SoqlValue;
