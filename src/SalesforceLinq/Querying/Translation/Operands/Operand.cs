using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Querying.Translation.Operands;

/// <summary>A field or a function of one, as it stands on the left of a condition.</summary>
/// <param name="Term">What SOQL says.</param>
/// <param name="Field">The field, where it stands for itself.</param>
/// <param name="IsNullable">Whether it can be null.</param>
/// <param name="Adapt">How a value is changed before it is compared.</param>
internal sealed record Operand(SoqlTerm Term, FieldModel? Field, bool IsNullable, Func<object?, object?>? Adapt = null);
