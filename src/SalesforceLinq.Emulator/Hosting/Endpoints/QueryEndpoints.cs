using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Parsing;
using SalesforceLinq.Emulator.Soql.Syntax;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Compilation;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Queries, their further pages, and what would be asked of the database.</summary>
internal sealed class QueryEndpoints(OrgServices org)
{
    public void Map(Router router)
    {
        foreach (string root in (string[])["", "tooling/"])
        {
            router.Map("GET", root + "query", call => QueryAsync(call, deleted: false));
            router.Map("GET", root + "queryAll", call => QueryAsync(call, deleted: true));
            router.Map("GET", root + "query/{locator}", MoreAsync);
            router.Map("GET", root + "queryAll/{locator}", MoreAsync);
        }
    }

    /// <summary>Who asks, when, and how.</summary>
    public static QueryContext ContextOf(OrgServices org, Call call, StoreConnection connection, bool deleted) => org.Settings.Apply(connection, new QueryContext
    {
        Clock = org.Clock,
        UserId = call.UserId,
        ApiVersion = call.Version,
        IncludeDeleted = deleted,
        BatchSize = BatchSize(call.Header("sforce-query-options")),
        UrlPrefix = call.Prefix,
    });

    private ValueTask<Answer> QueryAsync(Call call, bool deleted)
    {
        if (call.Query["explain"] is { } explained)
            return PageAsync(call, (connection, writer) => org.Queries.Explain(connection.Connection, explained, ContextOf(org, call, connection, deleted), writer));
        if (call.Query["q"] is not { } soql)
            return new ValueTask<Answer>(Answer.Error(400, "MALFORMED_QUERY", "A query string has to be specified"));
        if (string.Equals(call.Query["columns"], "true", StringComparison.OrdinalIgnoreCase))
            return PageAsync(call, (connection, writer) => org.Queries.WriteColumns(soql, ContextOf(org, call, connection, deleted), writer));
        SoqlQuery query = SoqlParser.Parse(soql);
        return query.For.Count == 0
            ? PageAsync(call, (connection, writer) => Run(call, connection, query, deleted, writer))
            : ViewAsync(call, query, deleted);
    }

    /// <summary>FOR VIEW and FOR REFERENCE leave a mark on the rows they answer.</summary>
    private ValueTask<Answer> ViewAsync(Call call, SoqlQuery query, bool deleted) => org.WriteAsync(call, context =>
    {
        CompiledQuery? compiled = null;
        Answer page = Page(context.Connection, (connection, writer) => compiled = Run(call, connection, query, deleted, writer));
        if (compiled is CompiledRows rows)
            ViewMarker.Mark(context.Connection.Connection, rows, query.For, context.Stamp);
        return page;
    });

    private CompiledQuery Run(Call call, StoreConnection connection, SoqlQuery query, bool deleted, Utf8JsonWriter writer)
    {
        QueryContext context = ContextOf(org, call, connection, deleted);
        CompiledQuery compiled = org.Queries.Compile(query, context);
        org.Queries.Run(connection.Connection, compiled, context, writer, cursor => org.Cursors.Keep(call.Session, cursor));
        return compiled;
    }

    private ValueTask<Answer> MoreAsync(Call call)
    {
        string[] parts = call["locator"].Split('-');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int offset)
            || org.Cursors.Find(call.Session, parts[0]) is not { } cursor)
        {
            return new ValueTask<Answer>(Answer.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"));
        }
        return PageAsync(call, (connection, writer) =>
            org.Queries.WritePage(connection.Connection, cursor, offset, writer, kept => org.Cursors.Keep(call.Session, kept)));
    }

    private ValueTask<Answer> PageAsync(Call call, Action<StoreConnection, Utf8JsonWriter> write) => org.ReadAsync(call, connection => Page(connection, write));

    private static Answer Page(StoreConnection connection, Action<StoreConnection, Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(16 * 1024);
        using (Utf8JsonWriter writer = new(buffer, Answer.JsonOptions))
            write(connection, writer);
        return new Answer(200, buffer.WrittenMemory, Answer.JsonType);
    }

    private static int BatchSize(string? options)
    {
        foreach (string option in (options ?? "").Split([',', ';'], StringSplitOptions.TrimEntries))
        {
            string[] pair = option.Split('=', 2, StringSplitOptions.TrimEntries);
            if (pair.Length == 2 && pair[0].Equals("batchSize", StringComparison.OrdinalIgnoreCase)
                && int.TryParse(pair[1], NumberStyles.None, CultureInfo.InvariantCulture, out int size))
            {
                return Math.Clamp(size, 200, 2000);
            }
        }
        return 2000;
    }
}
