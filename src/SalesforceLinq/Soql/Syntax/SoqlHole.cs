namespace SalesforceLinq.Soql.Syntax;

/// <summary>The place of a value that is known only when the query runs.</summary>
/// <param name="Index">Which of the query's holes.</param>
internal sealed record SoqlHole(int Index) : SoqlValue;
