namespace SalesforceLinq.Emulator.Soql.Syntax;

/// <summary>What WHERE and HAVING test.</summary>
internal abstract record Condition(int Position);

internal sealed record AndCondition(IReadOnlyList<Condition> Parts, int Position) : Condition(Position);

internal sealed record OrCondition(IReadOnlyList<Condition> Parts, int Position) : Condition(Position);

internal sealed record NotCondition(Condition Inner, int Position) : Condition(Position);

internal enum ComparisonOperator
{
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Like,
}

/// <summary>One operand against one value.</summary>
internal sealed record Comparison(Operand Left, ComparisonOperator Operator, Literal Right, int Position) : Condition(Position);

internal enum ListOperator
{
    In,
    NotIn,
    Includes,
    Excludes,
}

/// <summary>One operand against a list of values.</summary>
internal sealed record ListComparison(Operand Left, ListOperator Operator, IReadOnlyList<Literal> Values, int Position) : Condition(Position);

/// <summary>A semi-join (IN) or anti-join (NOT IN) with a query.</summary>
internal sealed record SemiJoin(Operand Left, bool Negated, SoqlQuery Query, int Position) : Condition(Position);
