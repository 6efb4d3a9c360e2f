using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>A multi-select picklist compared with sets of values: <c>INCLUDES (…)</c> or <c>EXCLUDES (…)</c>.</summary>
internal sealed record SoqlIncludes(SoqlTerm Operand, ImmutableArray<SoqlValue> Values, bool IsNegated) : SoqlCondition;
