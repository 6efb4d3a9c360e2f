using System.Globalization;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Turns a bound query into SQL over the tables of the store.</summary>
internal sealed class QueryCompiler(QueryContext context)
{
    /// <summary>One more than a page holds: a result that is larger cannot be answered, for groups cannot be paged.</summary>
    public const int MostGroups = 2000;

    public CompiledQuery Compile(BoundQuery query) => query.Kind switch
    {
        QueryKind.Count => CompileCount(query),
        QueryKind.Aggregate => new GroupCompiler(context).Compile(query),
        _ => CompileRows(query),
    };

    private CompiledCount CompileCount(BoundQuery query)
    {
        SqlParameters parameters = new();
        FromCompiler from = new(parameters, new ValueCompiler(parameters, context));
        string rows = $"FROM {FromCompiler.Root(query)}{FromCompiler.Parents(query)}{from.Where(query)}";
        string sql = query.Limit is null && query.Offset == 0
            ? $"SELECT count(*) {rows}"
            : $"SELECT count(*) FROM (SELECT 1 {rows}{Limit(query)})";
        return new CompiledCount(query, parameters, sql);
    }

    private CompiledRows CompileRows(BoundQuery query, string path = "")
    {
        SqlParameters parameters = new();
        ValueCompiler values = new(parameters, context);
        FromCompiler from = new(parameters, values);
        RowCompiler row = new(values, CompiledRows.FirstOrdinal);
        RowPlan plan = row.Compile(query.Row!);
        string rowid = $"{query.Root.Alias}.rowid";
        string columns = string.Join(',', row.Columns);
        string source = $" FROM {FromCompiler.Root(query)}{FromCompiler.Parents(query)}{from.Where(query)}";
        string order = Order(from.OrderTerms(query));
        return new CompiledRows(query, parameters)
        {
            DirectSql = $"SELECT {rowid},{columns}{source}{order}{Limit(query)}",
            KeysSql = $"SELECT {rowid}{source}{order}{Limit(query)}",
            PageSql = $"SELECT k.key,{columns} FROM json_each($keys) k CROSS JOIN {FromCompiler.Root(query)} ON {rowid} = k.value{FromCompiler.Parents(query)}",
            Plan = plan,
            Path = path,
            Children = [.. row.Children.Select((child, index) => CompileChildren(query, child, string.Create(CultureInfo.InvariantCulture, $"{path}/{index}")))],
        };
    }

    private CompiledChildren CompileChildren(BoundQuery parent, ChildrenMember member, string path)
    {
        CompiledRows rows = CompileRows(member.Query, path);
        FromCompiler from = new(rows.Parameters, new ValueCompiler(rows.Parameters, context));
        BoundQuery query = member.Query;
        string child = query.Root.Alias;
        string source = $" FROM json_each($keys) k CROSS JOIN {SqlText.Quote(parent.Root.Object.Name)} parent ON parent.rowid = k.value" +
            $" CROSS JOIN {FromCompiler.Root(query)} ON {child}.{SqlText.Quote(member.Reference.Name)} = parent.\"Id\"" +
            $"{FromCompiler.Parents(query)}{from.Where(query)}";
        List<string> terms = [.. from.OrderTerms(query)];
        if (query.Limit is null && query.Offset == 0)
            return new CompiledChildren($"SELECT k.key,{child}.rowid{source}{Order(["k.key", .. terms])}", rows);

        // LIMIT and OFFSET hold for the children of each parent by itself.
        string place = $"row_number() OVER (PARTITION BY k.key{Order(terms)})";
        string last = query.Limit is { } limit ? string.Create(CultureInfo.InvariantCulture, $" AND place <= {(long)query.Offset + limit}") : "";
        return new CompiledChildren(
            string.Create(
                CultureInfo.InvariantCulture,
                $"SELECT parentkey,childkey FROM (SELECT k.key AS parentkey,{child}.rowid AS childkey,{place} AS place{source}) WHERE place > {query.Offset}{last} ORDER BY parentkey,place"),
            rows);
    }

    private static string Order(IEnumerable<string> terms)
    {
        string list = string.Join(',', terms);
        return list.Length == 0 ? "" : $" ORDER BY {list}";
    }

    private static string Limit(BoundQuery query)
    {
        if (query.Limit is null && query.Offset == 0)
            return "";
        string limit = string.Create(CultureInfo.InvariantCulture, $" LIMIT {query.Limit ?? -1}");
        return query.Offset == 0 ? limit : string.Create(CultureInfo.InvariantCulture, $"{limit} OFFSET {query.Offset}");
    }
}
