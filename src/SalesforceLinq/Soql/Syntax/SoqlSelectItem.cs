namespace SalesforceLinq.Soql.Syntax;

/// <summary>One item of a SELECT list.</summary>
internal abstract record SoqlSelectItem;
