using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>One WHEN of a TYPEOF.</summary>
internal sealed record SoqlTypeofBranch(string ObjectName, ImmutableArray<string> Fields);
