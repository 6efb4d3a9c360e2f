using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Compiles a query with groups. SQLite knows no ROLLUP: each level of subtotals is a SELECT of its own.</summary>
internal sealed class GroupCompiler(QueryContext context)
{
    public CompiledGroups Compile(BoundQuery query)
    {
        SqlParameters parameters = new();
        List<string> selects = [];
        foreach (IReadOnlyList<BoundValue> rolledUp in Levels(query))
            selects.Add(Select(query, parameters, rolledUp));

        int columnCount = query.Columns.Count;
        List<string> order = [.. OrderBy(query, columnCount)];
        string sql = string.Join(" UNION ALL ", selects);
        if (order.Count > 0)
            sql = $"SELECT * FROM ({sql}) ORDER BY {string.Join(',', order)}";
        sql += string.Create(
            CultureInfo.InvariantCulture, $" LIMIT {Math.Min(query.Limit ?? int.MaxValue, QueryCompiler.MostGroups + 1)} OFFSET {query.Offset}");
        return new CompiledGroups(
            query, parameters, sql, [.. query.Columns.Select((column, index) => RowCompiler.Field(column.Name, index, column.Value))]);
    }

    /// <summary>The groupings that are rolled up, level by level; none for a plain GROUP BY.</summary>
    private static IEnumerable<IReadOnlyList<BoundValue>> Levels(BoundQuery query)
    {
        int count = query.GroupBy.Count;
        switch (query.Grouping)
        {
            case GroupingKind.Rollup:
                for (int kept = count; kept >= 0; kept--)
                    yield return [.. query.GroupBy.Skip(kept)];
                break;
            case GroupingKind.Cube:
                for (int mask = 0; mask < 1 << count; mask++)
                    yield return [.. query.GroupBy.Where((_, index) => (mask & (1 << index)) != 0)];
                break;
            default:
                yield return [];
                break;
        }
    }

    /// <summary>One level. Behind its columns stand the values that the whole is sorted by.</summary>
    private string Select(BoundQuery query, SqlParameters parameters, IReadOnlyList<BoundValue> rolledUp)
    {
        ValueCompiler values = new(parameters, context) { RolledUp = rolledUp };

        // Rows are chosen before there are groups: what WHERE tests is never rolled up.
        FromCompiler from = new(parameters, new ValueCompiler(parameters, context));
        List<string> columns = [];
        foreach (ValueMember column in query.Columns)
            columns.Add($"{values.Compile(column.Value)} AS c{columns.Count}");
        foreach (BoundOrder order in query.OrderBy)
            columns.Add($"{values.CompileOrder(order.Value)} AS c{columns.Count}");
        if (SortsSubtotals(query))
        {
            foreach (BoundValue grouping in query.GroupBy)
            {
                columns.Add($"{values.Compile(new GroupingValue(grouping))} AS c{columns.Count}");
                columns.Add($"{values.CompileOrder(grouping)} AS c{columns.Count}");
            }
        }

        List<string> keys = [.. query.GroupBy.Where(grouping => !rolledUp.Contains(grouping)).Select(values.CompileOperand)];
        string sql = $"SELECT {string.Join(',', columns)} FROM {FromCompiler.Root(query)}{FromCompiler.Parents(query)}{from.Where(query)}";

        // All rows together are one group, even where no column is an aggregate.
        if (query.GroupBy.Count > 0)
            sql += $" GROUP BY {(keys.Count > 0 ? string.Join(',', keys) : "NULL")}";
        if (query.Having is not null)
        {
            ConditionCompiler having = new(parameters, values, _ => throw new InvalidOperationException("HAVING takes no semi-joins."));
            sql += $" HAVING {having.Compile(query.Having)}";
        }

        return sql;
    }

    /// <summary>Without ORDER BY, subtotals stand behind the groups they sum up.</summary>
    private static bool SortsSubtotals(BoundQuery query) => query.Grouping != GroupingKind.Plain && query.OrderBy.Count == 0;

    private static IEnumerable<string> OrderBy(BoundQuery query, int columnCount)
    {
        for (int i = 0; i < query.OrderBy.Count; i++)
        {
            BoundOrder order = query.OrderBy[i];
            yield return $"c{columnCount + i}{Collation(order.Value)}{(order.Descending ? " DESC" : "")} NULLS {(order.NullsFirst ? "FIRST" : "LAST")}";
        }

        if (!SortsSubtotals(query))
            yield break;
        for (int i = 0; i < query.GroupBy.Count * 2; i++)
            yield return $"c{columnCount + i}{(i % 2 == 1 ? Collation(query.GroupBy[i / 2]) : "")}";
    }

    /// <summary>A UNION's columns have forgotten how they compare.</summary>
    private static string Collation(BoundValue value) => value.Type is FieldType.Id or FieldType.Reference ? "" : $" COLLATE {SqlFunctions.Collation}";
}
