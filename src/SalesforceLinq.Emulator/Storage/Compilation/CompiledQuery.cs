using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>A query as SQL.</summary>
internal abstract record CompiledQuery(BoundQuery Query, SqlParameters Parameters);

/// <summary>SELECT COUNT().</summary>
internal sealed record CompiledCount(BoundQuery Query, SqlParameters Parameters, string Sql) : CompiledQuery(Query, Parameters);

/// <summary>Groups: all of them on one page.</summary>
internal sealed record CompiledGroups(BoundQuery Query, SqlParameters Parameters, string Sql, IReadOnlyList<FieldPlan> Columns)
    : CompiledQuery(Query, Parameters);

/// <summary>Records.</summary>
/// <remarks>
/// <see cref="DirectSql"/> answers the rows at once. <see cref="KeysSql"/> answers only their rowids, in order: a result
/// of a million rows is kept as a million numbers. <see cref="PageSql"/> then reads the rows of some of them; it takes
/// the rowids as a JSON array in <c>$keys</c> and answers each row's place in it first.
/// </remarks>
internal sealed record CompiledRows(BoundQuery Query, SqlParameters Parameters) : CompiledQuery(Query, Parameters)
{
    /// <summary>Column 0 is the rowid, or the place in <c>$keys</c>; the plan's columns follow.</summary>
    public const int FirstOrdinal = 1;

    public required string DirectSql { get; init; }

    public required string KeysSql { get; init; }

    public required string PageSql { get; init; }

    public required RowPlan Plan { get; init; }

    /// <summary>Which relationships lead here from the records of the whole query, as places among their siblings: <c>0/1</c>; empty for those records themselves.</summary>
    public string Path { get; init; } = "";

    /// <summary>The rows that a <see cref="Path"/> leads to from these.</summary>
    public CompiledRows Follow(string path) =>
        path.Split('/', StringSplitOptions.RemoveEmptyEntries).Aggregate(this, (rows, place) => rows.Children[int.Parse(place, System.Globalization.CultureInfo.InvariantCulture)].Rows);

    public IReadOnlyList<CompiledChildren> Children { get; init; } = [];
}

/// <summary>The children of some records: place of the parent in <c>$keys</c>, then the child's rowid, in order.</summary>
internal sealed record CompiledChildren(string KeysSql, CompiledRows Rows);
