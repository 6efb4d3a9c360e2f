using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>A function of SOQL with its arguments, for example <c>CALENDAR_YEAR(CloseDate)</c>.</summary>
internal sealed record SoqlFunction(string Name, ImmutableArray<SoqlTerm> Arguments) : SoqlTerm;
