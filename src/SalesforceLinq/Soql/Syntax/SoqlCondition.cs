namespace SalesforceLinq.Soql.Syntax;

/// <summary>A condition of WHERE or HAVING.</summary>
internal abstract record SoqlCondition;
