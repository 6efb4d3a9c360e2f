using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Binding;

internal enum QueryKind
{
    /// <summary>Records.</summary>
    Rows,

    /// <summary>SELECT COUNT(): a number and no records.</summary>
    Count,

    /// <summary>AggregateResult records.</summary>
    Aggregate,
}

/// <summary>A query with every name resolved against the schema and every rule checked.</summary>
internal sealed record BoundQuery(QueryKind Kind, BoundSource Root, SourceMap Sources)
{
    /// <summary>The form of a record, for <see cref="QueryKind.Rows"/>.</summary>
    public BoundRow? Row { get; init; }

    /// <summary>The columns of an aggregate row, in order.</summary>
    public IReadOnlyList<ValueMember> Columns { get; init; } = [];

    public BoundCondition? Where { get; init; }

    public GroupingKind Grouping { get; init; }

    public IReadOnlyList<BoundValue> GroupBy { get; init; } = [];

    public BoundCondition? Having { get; init; }

    public IReadOnlyList<BoundOrder> OrderBy { get; init; } = [];

    public int? Limit { get; init; }

    public int Offset { get; init; }

    public bool IncludeDeleted { get; init; }

    /// <summary>Whether a long text is selected: the org then cuts pages to 1,000 rows by itself.</summary>
    public bool SelectsLongText { get; init; }

    /// <summary>What a search adds to WHERE.</summary>
    public SearchMatch? Search { get; init; }
}

/// <summary>Rows that a full-text index finds.</summary>
internal sealed record SearchMatch(string Index, string Expression);

internal sealed record BoundOrder(BoundValue Value, bool Descending, bool NullsFirst);
