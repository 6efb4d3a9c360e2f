namespace SalesforceLinq.Soql.Syntax;

/// <summary>A value to compare with.</summary>
internal abstract record SoqlValue : SoqlTerm;
