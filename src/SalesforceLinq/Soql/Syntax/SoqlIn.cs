using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>A field compared with a list: <c>IN (…)</c> or <c>NOT IN (…)</c>.</summary>
/// <param name="Operand">The field.</param>
/// <param name="Values">The values, or one <see cref="SoqlHole"/> that stands for them all.</param>
/// <param name="IsNegated">Whether it is <c>NOT IN</c>.</param>
internal sealed record SoqlIn(SoqlTerm Operand, ImmutableArray<SoqlValue> Values, bool IsNegated) : SoqlCondition;
