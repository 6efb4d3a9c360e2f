namespace SalesforceLinq.Soql.Syntax;

/// <summary>
/// A multi-select picklist, cut down to some of its choices and compared with a set of them: <c>(x.Interests &amp; mask) == wanted</c>.
/// SOQL has no text for it: it becomes INCLUDES and EXCLUDES when the values are known.
/// </summary>
/// <param name="Operand">The picklist.</param>
/// <param name="Mask">The choices that are looked at.</param>
/// <param name="Wanted">Those of them that must be there; the others must not.</param>
/// <param name="IsNegated">Whether the opposite is meant.</param>
internal sealed record SoqlFlags(SoqlTerm Operand, SoqlHole Mask, SoqlHole Wanted, bool IsNegated) : SoqlCondition;
