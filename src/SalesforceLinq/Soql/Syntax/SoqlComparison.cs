namespace SalesforceLinq.Soql.Syntax;

/// <summary>A field or function compared with a value.</summary>
internal sealed record SoqlComparison(SoqlTerm Operand, SoqlOperator Operator, SoqlValue Value) : SoqlCondition
{
    /// <summary>What the condition is when the value turns out to be null and the operator is one of order.</summary>
    /// <remarks>In C# <c>x &gt; null</c> is false and its negation true; SOQL has no text for either.</remarks>
    public bool OutcomeOfNull { get; init; }
}
