namespace SalesforceLinq.Soql.Syntax;

/// <summary>Something that stands on one side of a condition, in a SELECT list, or as an argument of a function.</summary>
internal abstract record SoqlTerm;
