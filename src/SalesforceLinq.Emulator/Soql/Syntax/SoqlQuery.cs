namespace SalesforceLinq.Emulator.Soql.Syntax;

/// <summary>A whole query, or one in parentheses inside another.</summary>
internal sealed record SoqlQuery(IReadOnlyList<SelectItem> Select, FromClause From)
{
    public string? Scope { get; init; }

    public Condition? Where { get; init; }

    public IReadOnlyList<DataCategory> DataCategories { get; init; } = [];

    public GroupByClause? GroupBy { get; init; }

    public Condition? Having { get; init; }

    public IReadOnlyList<OrderItem> OrderBy { get; init; } = [];

    public NumberClause? Limit { get; init; }

    public NumberClause? Offset { get; init; }

    /// <summary>FOR VIEW, FOR REFERENCE.</summary>
    public IReadOnlyList<string> For { get; init; } = [];

    /// <summary>UPDATE TRACKING, UPDATE VIEWSTAT.</summary>
    public IReadOnlyList<string> Update { get; init; } = [];

    /// <summary>Offset of SELECT in the text.</summary>
    public int Position { get; init; }

    /// <summary>The text the whole query was read from: errors quote it.</summary>
    public string Text { get; init; } = "";
}

/// <summary>The object, or in a subquery the child relationship, that rows come from, and further aliases of relationships.</summary>
internal sealed record FromClause(FieldPath Source, string? Alias, IReadOnlyList<FromAlias> Others);

/// <summary>A relationship path that got a name of its own: <c>FROM Contact c, c.Account a</c>.</summary>
internal sealed record FromAlias(FieldPath Path, string? Alias);

internal sealed record DataCategory(string Group, string Operator, IReadOnlyList<string> Categories, int Position);

internal enum GroupingKind
{
    Plain,
    Rollup,
    Cube,
}

internal sealed record GroupByClause(GroupingKind Kind, IReadOnlyList<Operand> Operands, int Position);

internal sealed record OrderItem(Operand Value, bool Descending, bool? NullsFirst, int Position);

internal sealed record NumberClause(int Value, int Position);
