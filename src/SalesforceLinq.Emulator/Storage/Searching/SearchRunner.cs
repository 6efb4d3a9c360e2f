using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Parsing;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Sosl.Syntax;
using SalesforceLinq.Emulator.Storage.Compilation;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Storage.Searching;

/// <summary>Runs searches.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "SOSL Limits on Search Results".</remarks>
internal sealed class SearchRunner(OrgSchema schema)
{
    private const int MostRows = 2000;
    private const int MostRowsOfPlainObject = 250;

    /// <summary>Whether all indexes are there that a search needs; if not, <see cref="Prepare"/> must be called with a connection that writes.</summary>
    /// <exception cref="SoqlException">The org refuses the search.</exception>
    public bool IsPrepared(SqliteConnection connection, SoslQuery search) =>
        Objects(search).All(part => SearchIndex.Exists(connection, part.Table));

    /// <summary>Makes the indexes a search needs. Writes.</summary>
    public void Prepare(SqliteConnection writer, SoslQuery search)
    {
        foreach ((ObjectSchema table, _) in Objects(search))
            SearchIndex.Create(writer, table);
    }

    /// <summary>Runs a search and writes its records as an array. Its indexes must be there.</summary>
    /// <exception cref="SoqlException">The org refuses the search.</exception>
    public void Run(SqliteConnection connection, SoslQuery search, QueryContext context, Utf8JsonWriter json)
    {
        List<(ObjectSchema Table, string Soql)> objects = [.. Objects(search)];
        List<BoundQuery> queries = [.. objects.Select(part => Bind(part.Soql, context))];
        int left = Math.Min(search.Limit ?? MostRows, MostRows);
        json.WriteStartArray();
        for (int i = 0; i < objects.Count && left > 0; i++)
        {
            BoundQuery query = queries[i];
            if (new MatchCompiler(connection, objects[i].Table).Compile(search.Term, search.Scope) is not { } match)
                continue;
            int most = Math.Min(left, MostOf(query, objects.Count));
            query = query with { Search = new SearchMatch(SearchIndex.NameOf(objects[i].Table), match), Limit = Math.Min(query.Limit ?? most, most) };
            left -= Write(connection, (CompiledRows)new QueryCompiler(context).Compile(query), context, json);
        }

        json.WriteEndArray();
    }

    private static int MostOf(BoundQuery query, int objects) => objects == 1
        ? query.Where is null && query.OrderBy.Count == 0 ? MostRowsOfPlainObject : MostRows
        : Math.Min(MostRows / objects, MostRowsOfPlainObject);

    private int Write(SqliteConnection connection, CompiledRows rows, QueryContext context, Utf8JsonWriter json)
    {
        RecordWriter writer = new(json, schema, context.UrlPrefix, _ => throw new InvalidOperationException("A search has no children."));
        using SqliteCommand command = Statement.Prepare(connection, rows.DirectSql, rows.Parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        int count = 0;
        for (; reader.Read(); count++)
            writer.Write(reader.Handle!, rows.Plan);
        return count;
    }

    private BoundQuery Bind(string soql, QueryContext context)
    {
        BoundQuery query = new QueryBinder(schema, context).Bind(SoqlParser.Parse(soql));
        if (query.Kind != QueryKind.Rows || query.Row!.Members.Exists(member => member is ChildrenMember))
            throw new SoqlException(SoqlErrorCodes.MalformedSearch, "RETURNING takes fields: no aggregates and no subqueries.");
        return query;
    }

    private IEnumerable<(ObjectSchema Table, string Soql)> Objects(SoslQuery search)
    {
        if (search.Returning.Count == 0)
        {
            return schema.Objects.Where(table => table is { Searchable: true, Queryable: true } && SearchIndex.Fields(table).Count > 0)
                .Select(table => (table, $"SELECT Id FROM {table.Name}"));
        }

        return search.Returning.Select(returned =>
        {
            ObjectSchema? table = schema.Find(returned.Name);
            if (table is null)
                throw new BindingRefusal(returned.Name).NoSuchObject(returned.Name, 0);
            if (SearchIndex.Fields(table).Count == 0)
                throw new SoqlException(SoqlErrorCodes.InvalidType, $"Entity '{table.Name}' is not searchable");
            return (table, returned.Soql);
        });
    }
}
