namespace SalesforceLinq.Soql.Syntax;

/// <summary>Two values compared with one another. SOQL has no text for it: it folds away when the values are known.</summary>
internal sealed record SoqlKnown(SoqlValue Left, SoqlOperator Operator, SoqlValue Right) : SoqlCondition;
