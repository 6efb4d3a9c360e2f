using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>A test with everything resolved: fields are columns, literals are stored values.</summary>
internal abstract record BoundCondition;

internal sealed record BoundAnd(IReadOnlyList<BoundCondition> Parts) : BoundCondition;

internal sealed record BoundOr(IReadOnlyList<BoundCondition> Parts) : BoundCondition;

internal sealed record BoundNot(BoundCondition Inner) : BoundCondition;

/// <summary>A value against a stored value, which is never null.</summary>
internal sealed record BoundComparison(BoundValue Left, ComparisonOperator Operator, object Right) : BoundCondition;

internal sealed record BoundIsNull(BoundValue Left, bool Negated) : BoundCondition;

/// <param name="Left">The value.</param>
/// <param name="Pattern">The pattern with <c>%</c>, <c>_</c> and backslash escapes.</param>
internal sealed record BoundLike(BoundValue Left, string Pattern) : BoundCondition;

internal sealed record BoundIn(BoundValue Left, bool Negated, IReadOnlyList<object> Values, bool WithNull) : BoundCondition;

/// <summary>A multi-select picklist against combinations of values, each <c>A;B</c>.</summary>
internal sealed record BoundIncludes(BoundValue Left, bool Negated, IReadOnlyList<string> Combinations) : BoundCondition;

/// <summary>A multi-select picklist against exactly one set of values.</summary>
internal sealed record BoundSameSet(BoundValue Left, bool Negated, string Set) : BoundCondition;

internal sealed record BoundSemiJoin(BoundValue Left, bool Negated, BoundQuery Query, BoundValue Selected) : BoundCondition;

/// <summary>Rows inside or outside of a span of time; <see cref="End"/> is the first moment after it.</summary>
internal sealed record BoundSpan(BoundValue Left, ComparisonOperator Operator, string Start, string End) : BoundCondition;
