using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Parsing;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;
using SalesforceLinq.Emulator.Storage.Compilation;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Runs queries and writes their answers.</summary>
/// <remarks>
/// The caller owns the connection for the time of a call. The writer should be made with
/// <see cref="JavaScriptEncoder.UnsafeRelaxedJsonEscaping"/>, as Salesforce does not escape more than JSON must.
/// </remarks>
internal sealed class QueryRunner(OrgSchema schema)
{
    private const int SmallestBatch = 200;
    private const int LargestBatch = 2000;
    private const int BatchWithLongText = 1000;

    private static readonly JsonWriterOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    /// <summary>Runs a query and writes the envelope with its first page.</summary>
    /// <param name="connection">Where the rows are.</param>
    /// <param name="soql">The query.</param>
    /// <param name="context">Who asks, and how.</param>
    /// <param name="json">Takes the answer, <c>{"totalSize":…,"done":…,"records":[…]}</c>.</param>
    /// <param name="keep">Keeps a cursor for the pages to come, and answers its locator (without <c>-offset</c>).</param>
    /// <exception cref="SoqlException">The org refuses the query.</exception>
    public void Run(SqliteConnection connection, string soql, QueryContext context, Utf8JsonWriter json, Func<RowCursor, string> keep) =>
        Run(connection, Compile(soql, context), context, json, keep);

    /// <summary>The same for a query that is compiled already.</summary>
    /// <exception cref="SoqlException">The org refuses the query.</exception>
    public void Run(SqliteConnection connection, CompiledQuery query, QueryContext context, Utf8JsonWriter json, Func<RowCursor, string> keep)
    {
        try
        {
            Write(connection, query, context, json, keep);
        }
        catch (SqliteException error) when (error.Message.Contains("too many", StringComparison.Ordinal) || error.Message.Contains("too large", StringComparison.Ordinal) ||
            error.Message.Contains("at most", StringComparison.Ordinal) || error.Message.Contains("stack overflow", StringComparison.Ordinal))
        {
            throw new SoqlException(SoqlErrorCodes.QueryTooComplicated, $"Query is too complicated: {error.Message}");
        }
    }

    /// <summary>Runs a query for records and answers the cursor over them; nothing is written yet.</summary>
    /// <exception cref="SoqlException">The org refuses the query, or it has no records but numbers.</exception>
    public RowCursor Open(SqliteConnection connection, string soql, QueryContext context) => Compile(soql, context) is CompiledRows rows
        ? Open(connection, rows, context)
        : throw new SoqlException(SoqlErrorCodes.MalformedQuery, "Aggregate queries have no cursor.");

    /// <summary>Writes what the columns of a query are, without running it: <c>columns=true</c>.</summary>
    /// <exception cref="SoqlException">The org refuses the query.</exception>
    public void WriteColumns(string soql, QueryContext context, Utf8JsonWriter json) =>
        new ColumnMetadataWriter(json).Write(new QueryBinder(schema, context).Bind(SoqlParser.Parse(soql)));

    /// <summary>Writes how a query would be run: <c>explain=</c>.</summary>
    /// <exception cref="SoqlException">The org refuses the query.</exception>
    public void Explain(SqliteConnection connection, string soql, QueryContext context, Utf8JsonWriter json) =>
        new PlanWriter(connection, json).Write(Compile(soql, context));

    /// <summary>Parses, checks and compiles a query without running it.</summary>
    public CompiledQuery Compile(string soql, QueryContext context) => Compile(SoqlParser.Parse(soql), context);

    /// <summary>Checks and compiles a query without running it.</summary>
    public CompiledQuery Compile(SoqlQuery query, QueryContext context) => new QueryCompiler(context).Compile(new QueryBinder(schema, context).Bind(query));

    /// <summary>Writes the envelope with the page that begins at <paramref name="offset"/>.</summary>
    /// <exception cref="SoqlException">The offset lies outside of the result.</exception>
    public void WritePage(SqliteConnection connection, RowCursor cursor, int offset, Utf8JsonWriter json, Func<RowCursor, string> keep)
    {
        if (offset < 0 || (offset >= cursor.TotalSize && offset > 0))
            throw new SoqlException(SoqlErrorCodes.InvalidQueryLocator, "invalid query locator");
        ReadOnlySpan<long> keys = cursor.Keys.Span[offset..];
        if (keys.Length > cursor.BatchSize)
            keys = keys[..cursor.BatchSize];
        PageRequest request = new(connection, json, schema, keep, cursor.BatchSize, cursor.UrlPrefix);
        using RowPage page = new(request, cursor.Rows, keys);
        int next = offset + page.Count;
        WriteHead(json, cursor.TotalSize, next >= cursor.TotalSize);
        if (next < cursor.TotalSize)
            json.WriteString("nextRecordsUrl"u8, $"{cursor.UrlPrefix}/query/{keep(cursor)}-{next}");
        json.WriteStartArray("records"u8);
        page.Write(page.Count);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Write(SqliteConnection connection, CompiledQuery query, QueryContext context, Utf8JsonWriter json, Func<RowCursor, string> keep)
    {
        switch (query)
        {
            case CompiledCount count:
                WriteCount(connection, count, json);
                break;
            case CompiledGroups groups:
                WriteGroups(connection, groups, json);
                break;
            case CompiledRows rows when IsOnePage(rows, BatchSize(rows, context)):
                WriteDirectly(connection, rows, context, json);
                break;
            case CompiledRows rows:
                WritePage(connection, Open(connection, rows, context), 0, json, keep);
                break;
        }
    }

    private static bool IsOnePage(CompiledRows rows, int batchSize) =>
        rows.Children.Count == 0 && rows.Query.Limit is { } limit && limit <= batchSize;

    private static int BatchSize(CompiledRows rows, QueryContext context)
    {
        int asked = Math.Clamp(context.BatchSize, SmallestBatch, LargestBatch);
        return rows.Query.SelectsLongText ? Math.Min(asked, BatchWithLongText) : asked;
    }

    private static RowCursor Open(SqliteConnection connection, CompiledRows rows, QueryContext context)
    {
        List<long> keys = [];
        using SqliteCommand command = Statement.Prepare(connection, rows.KeysSql, rows.Parameters);
        using SqliteDataReader reader = command.ExecuteReader();
        while (reader.Read())
            keys.Add(reader.GetInt64(0));
        return new RowCursor(rows, keys.ToArray(), BatchSize(rows, context), context.UrlPrefix);
    }

    private static void WriteHead(Utf8JsonWriter json, int totalSize, bool done)
    {
        json.WriteStartObject();
        json.WriteNumber("totalSize"u8, totalSize);
        json.WriteBoolean("done"u8, done);
    }

    private static void WriteCount(SqliteConnection connection, CompiledCount count, Utf8JsonWriter json)
    {
        using SqliteCommand command = Statement.Prepare(connection, count.Sql, count.Parameters);
        WriteHead(json, (int)(long)command.ExecuteScalar()!, done: true);
        json.WriteStartArray("records"u8);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteGroups(SqliteConnection connection, CompiledGroups groups, Utf8JsonWriter json)
    {
        ArrayBufferWriter<byte> buffer = new();
        int count = 0;
        using (Utf8JsonWriter records = new(buffer, Plain))
        {
            using SqliteCommand command = Statement.Prepare(connection, groups.Sql, groups.Parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            records.WriteStartArray();
            while (reader.Read())
            {
                if (++count > QueryCompiler.MostGroups)
                {
                    throw new SoqlException(
                        SoqlErrorCodes.ExceededIdLimit,
                        "Aggregate query does not support queryMore(), use LIMIT to restrict the results to a single batch");
                }

                WriteGroup(records, reader.Handle!, groups);
            }

            records.WriteEndArray();
        }

        WriteBuffered(json, count, buffer);
    }

    private static void WriteGroup(Utf8JsonWriter json, sqlite3_stmt row, CompiledGroups groups)
    {
        json.WriteStartObject();
        json.WriteStartObject("attributes"u8);
        json.WriteString("type"u8, "AggregateResult"u8);
        json.WriteEndObject();
        foreach (FieldPlan column in groups.Columns)
            RecordWriter.WriteValue(json, row, column);
        json.WriteEndObject();
    }

    private static void WriteBuffered(Utf8JsonWriter json, int count, ArrayBufferWriter<byte> records)
    {
        WriteHead(json, count, done: true);
        json.WritePropertyName("records"u8);
        json.WriteRawValue(records.WrittenSpan, skipInputValidation: true);
        json.WriteEndObject();
    }

    /// <summary>A result that fits on a page needs no cursor: one statement, its rows buffered because their number comes first.</summary>
    private void WriteDirectly(SqliteConnection connection, CompiledRows rows, QueryContext context, Utf8JsonWriter json)
    {
        ArrayBufferWriter<byte> buffer = new(4096);
        int count = 0;
        using (Utf8JsonWriter records = new(buffer, Plain))
        {
            RecordWriter writer = new(records, schema, context.UrlPrefix, _ => throw new InvalidOperationException("A direct result has no children."));
            using SqliteCommand command = Statement.Prepare(connection, rows.DirectSql, rows.Parameters);
            using SqliteDataReader reader = command.ExecuteReader();
            records.WriteStartArray();
            for (; reader.Read(); count++)
                writer.Write(reader.Handle!, rows.Plan);
            records.WriteEndArray();
        }

        WriteBuffered(json, count, buffer);
    }
}
