namespace SalesforceLinq.Soql.Syntax;

/// <summary>A field or a function in a SELECT list.</summary>
internal sealed record SoqlSelectTerm(SoqlTerm Term, string? Alias = null) : SoqlSelectItem;
