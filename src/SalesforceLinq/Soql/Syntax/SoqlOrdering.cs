namespace SalesforceLinq.Soql.Syntax;

/// <summary>One term of ORDER BY.</summary>
internal sealed record SoqlOrdering(SoqlTerm Term, bool IsDescending, SoqlNulls Nulls);
