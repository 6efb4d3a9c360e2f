namespace SalesforceLinq.Soql.Syntax;

/// <summary>A value that is looked into for a text. SOQL has no text for it: it folds away when the values are known.</summary>
internal sealed record SoqlKnownLike(SoqlHole Text, SoqlHole Pattern) : SoqlCondition;
