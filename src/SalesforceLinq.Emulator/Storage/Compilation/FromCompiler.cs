using System.Globalization;
using System.Text;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Writes the FROM, WHERE and ORDER BY parts of a query's SQL.</summary>
internal sealed class FromCompiler(SqlParameters parameters, ValueCompiler values)
{
    /// <summary>The object after FROM as a table.</summary>
    public static string Root(BoundQuery query) => $"{SqlText.Quote(query.Root.Object.Name)} {query.Root.Alias}";

    /// <summary>The joins of all parents. A parent may be missing, and may be deleted.</summary>
    public static string Parents(BoundQuery query)
    {
        StringBuilder sql = new();
        foreach (BoundSource source in query.Sources.All)
        {
            if (source.From is { } from)
            {
                sql.Append(
                    CultureInfo.InvariantCulture,
                    $" LEFT JOIN {SqlText.Quote(source.Object.Name)} {source.Alias} ON {source.Alias}.\"Id\" = {from.Alias}.{SqlText.Quote(source.Reference!.Name)}");
            }
        }

        return sql.ToString();
    }

    public string Where(BoundQuery query)
    {
        List<string> tests = [];
        if (!query.IncludeDeleted)
            tests.Add($"{query.Root.Alias}.\"IsDeleted\" = 0");
        if (query.Search is { } search)
        {
            string index = SqlText.Quote(search.Index);
            tests.Add($"{query.Root.Alias}.rowid IN (SELECT rowid FROM {index} WHERE {index} MATCH {parameters.Add(search.Expression)})");
        }

        if (query.Where is not null)
            tests.Add(Conditions().Compile(query.Where));
        return tests.Count == 0 ? "" : $" WHERE {string.Join(" AND ", tests)}";
    }

    public ConditionCompiler Conditions() => new(parameters, values, SemiJoin);

    /// <summary>The sort terms, without ORDER BY.</summary>
    public IEnumerable<string> OrderTerms(BoundQuery query) => query.OrderBy.SelectMany(OrderTerm);

    private IEnumerable<string> OrderTerm(BoundOrder order)
    {
        string direction = order.Descending ? " DESC" : "";
        bool nullable = order.Value is not ColumnValue { Source.Optional: false, Field.Nillable: false };

        // SQLite puts nulls first when ascending and last when descending; a plain term can use an index.
        bool natural = order.NullsFirst != order.Descending;
        string nulls = !nullable || natural ? "" : order.NullsFirst ? " NULLS FIRST" : " NULLS LAST";
        yield return $"{values.CompileOrder(order.Value)}{direction}{nulls}";
    }

    private string SemiJoin(BoundSemiJoin join)
    {
        // A null in the list would make NOT IN unknown for every row.
        string selected = values.Compile(join.Selected);
        string where = Where(join.Query);
        return $"SELECT {selected} FROM {Root(join.Query)}{Parents(join.Query)}{where}{(where.Length == 0 ? " WHERE" : " AND")} {selected} IS NOT NULL";
    }
}
