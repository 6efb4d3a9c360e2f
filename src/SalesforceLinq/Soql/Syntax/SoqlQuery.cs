using System.Collections.Immutable;

namespace SalesforceLinq.Soql.Syntax;

/// <summary>A SELECT statement, its clauses in textual order.</summary>
internal sealed record SoqlQuery
{
    /// <summary>Object, or child relationship in a child query.</summary>
    public required string From { get; init; }

    /// <summary>The SELECT list; empty for <c>SELECT COUNT()</c>.</summary>
    public ImmutableArray<SoqlSelectItem> Select { get; init; } = [];

    /// <summary>The scope of <c>USING SCOPE</c>.</summary>
    public string? Scope { get; init; }

    public SoqlCondition? Where { get; init; }

    public SoqlGrouping? GroupBy { get; init; }

    public SoqlCondition? Having { get; init; }

    public ImmutableArray<SoqlOrdering> OrderBy { get; init; } = [];

    /// <summary>The number of rows; less than zero where a value says it: the complement of the value's number.</summary>
    public long? Limit { get; init; }

    public long? Offset { get; init; }

    public SoqlUsage Usage { get; init; }

    /// <summary>Whether only the number of rows is asked for: <c>SELECT COUNT()</c>.</summary>
    public bool IsCount => Select.IsEmpty;
}
