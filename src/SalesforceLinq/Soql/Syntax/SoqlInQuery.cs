namespace SalesforceLinq.Soql.Syntax;

/// <summary>A semi-join, or an anti-join: <c>Id IN (SELECT …)</c>, <c>Id NOT IN (SELECT …)</c>.</summary>
internal sealed record SoqlInQuery(SoqlTerm Operand, SoqlQuery Query, bool IsNegated) : SoqlCondition;
