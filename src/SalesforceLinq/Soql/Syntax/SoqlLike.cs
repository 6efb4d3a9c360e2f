namespace SalesforceLinq.Soql.Syntax;

/// <summary>A field compared with a pattern.</summary>
internal sealed record SoqlLike(SoqlTerm Operand, SoqlValue Pattern) : SoqlCondition;
