using System.Buffers;
using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Parsing;
using SalesforceLinq.Emulator.Soql.Refusals;
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
        CursorOrigin origin = new(soql, deleted);
        return query.For.Count == 0
            ? CursorPageAsync(call, (connection, writer, unsaved) => Run(call, connection, query, origin, writer, unsaved))
            : ViewAsync(call, query, origin);
    }

    /// <summary>FOR VIEW and FOR REFERENCE leave a mark on the rows they answer.</summary>
    private ValueTask<Answer> ViewAsync(Call call, SoqlQuery query, CursorOrigin origin) => org.WriteAsync(call, context =>
    {
        CompiledQuery? compiled = null;
        List<string> unsaved = [];
        Answer page = Page(context.Connection, (connection, writer) => compiled = Run(call, connection, query, origin, writer, unsaved));
        if (compiled is CompiledRows rows)
            ViewMarker.Mark(context.Connection.Connection, rows, query.For, context.Stamp);
        org.Cursors.Save(context.Connection, unsaved);
        return page;
    });

    private CompiledQuery Run(Call call, StoreConnection connection, SoqlQuery query, CursorOrigin origin, Utf8JsonWriter writer, List<string> unsaved)
    {
        QueryContext context = ContextOf(org, call, connection, origin.IncludeDeleted);
        CompiledQuery compiled = org.Queries.Compile(query, context);
        org.Queries.Run(connection.Connection, compiled, context, writer, cursor => org.Cursors.Keep(call.Session, cursor, origin, unsaved));
        return compiled;
    }

    private ValueTask<Answer> MoreAsync(Call call)
    {
        string[] parts = call["locator"].Split('-');
        if (parts.Length != 2 || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int offset))
            return new ValueTask<Answer>(Answer.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"));
        return CursorPageAsync(call, (connection, writer, unsaved) =>
        {
            if ((org.Cursors.Find(call.Session, parts[0]) ?? Reopened(call, connection, parts[0])) is not { } cursor)
                throw new SoqlException(SoqlErrorCodes.InvalidQueryLocator, "invalid query locator");
            org.Queries.WritePage(connection.Connection, cursor.Rows, offset, writer, kept => org.Cursors.Keep(call.Session, kept, cursor.Origin, unsaved));
        });
    }

    /// <summary>A cursor that an earlier process kept in the file.</summary>
    private OpenCursor? Reopened(Call call, StoreConnection connection, string locator)
    {
        if (org.Cursors.FindStored(call.Session, connection, locator) is not { } stored
            || org.Queries.Compile(stored.Soql, ContextOf(org, call, connection, stored.IncludeDeleted)) is not CompiledRows rows)
        {
            return null;
        }
        return org.Cursors.Reopen(stored, new RowCursor(rows.Follow(stored.Path), stored.Keys, stored.BatchSize, stored.UrlPrefix));
    }

    /// <summary>A page that may open cursors: where the org is kept in a file, they are in it before the page is answered.</summary>
    private async ValueTask<Answer> CursorPageAsync(Call call, Action<StoreConnection, Utf8JsonWriter, List<string>> write)
    {
        List<string> unsaved = [];
        Answer page = await PageAsync(call, (connection, writer) => write(connection, writer, unsaved)).ConfigureAwait(false);
        if (unsaved.Count > 0)
        {
            await org.WriteAsync(call, context =>
            {
                org.Cursors.Save(context.Connection, unsaved);
                return page;
            }).ConfigureAwait(false);
        }
        return page;
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
