using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>The GROUP BY clause.</summary>
internal sealed record SoqlGrouping(ImmutableArray<SoqlTerm> Terms, SoqlGroupingKind Kind);
