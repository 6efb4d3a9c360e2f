using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary><c>TYPEOF What WHEN Account THEN Industry ELSE Name END</c>.</summary>
internal sealed record SoqlTypeof(string Relationship, ImmutableArray<SoqlTypeofBranch> Branches, ImmutableArray<string> ElseFields) : SoqlSelectItem;
