namespace SalesforceLinq.Soql.Syntax;

/// <summary>The negation of a condition.</summary>
internal sealed record SoqlNot(SoqlCondition Condition) : SoqlCondition;
