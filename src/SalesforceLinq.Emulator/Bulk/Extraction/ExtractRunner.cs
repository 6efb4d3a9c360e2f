using System.Buffers;
using System.Text.Json;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Compilation;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Bulk.Extraction;

/// <summary>Runs the query of a batch and stores its rows page by page.</summary>
internal sealed class ExtractRunner(Database database, QueryRunner queries, TimeProvider clock, Func<StoreConnection, QueryContext, QueryContext> asUser)
{
    private const int PageSize = 2000;

    /// <summary>Parses and checks a query without running it.</summary>
    /// <exception cref="SoqlException">It is refused.</exception>
    public CompiledRows Check(StoreConnection connection, JobDefinition definition, string soql) => BulkQueryRules.Check(queries.Compile(soql, ContextOf(connection, definition)));

    /// <exception cref="SoqlException">The query is refused.</exception>
    public async Task RunAsync(BulkJob job, BulkBatch batch, string soql, CancellationToken cancellationToken)
    {
        JobDefinition definition = job.Definition;
        ExtractFormat format;
        RowCursor cursor;
        using (ReadLease lease = await database.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            format = ExtractFormat.Of(definition.ContentType, DialectOf(definition), Check(lease.Connection, definition, soql).Query.Row!);
            cursor = queries.Open(lease.Connection.Connection, soql, ContextOf(lease.Connection, definition));
        }
        // Rows stored before a restart are of another moment: the query begins anew.
        if (!await StoreAsync(batch.Id, clock.GetTimestamp(), rows: 0, format.Head, cancellationToken).ConfigureAwait(false))
            return;
        for (int offset = 0; offset < cursor.TotalSize;)
        {
            long started = clock.GetTimestamp();
            int position = offset;
            ArrayBufferWriter<byte> page = new(64 * 1024);
            using (ReadLease lease = await database.ReadAsync(cancellationToken).ConfigureAwait(false))
            {
                using Utf8JsonWriter json = new(page, new JsonWriterOptions { SkipValidation = true });
                queries.WritePage(lease.Connection.Connection, cursor, position, json, _ => "");
            }
            using var answer = JsonDocument.Parse(page.WrittenMemory);
            JsonElement records = answer.RootElement.GetProperty("records");
            offset += cursor.BatchSize;
            if (!await StoreAsync(batch.Id, started, records.GetArrayLength(), format.Write(records, isFirst: position == 0), cancellationToken).ConfigureAwait(false))
                return;
        }
        if (format.Tail.Length > 0)
            await StoreAsync(batch.Id, clock.GetTimestamp(), rows: 0, format.Tail, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<bool> StoreAsync(string batchId, long started, int rows, byte[] bytes, CancellationToken cancellationToken)
    {
        using WriteLease lease = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        if (JobStore.FindBatch(lease.Connection, batchId) is not { State: BatchState.InProgress } batch)
            return false;
        BatchData.Append(lease.Connection, batchId, BatchPart.Results, rows, bytes);
        JobStore.SetBatch(lease.Connection, batch with
        {
            Processed = batch.Processed + rows,
            Milliseconds = batch.Milliseconds + (int)clock.GetElapsedTime(started).TotalMilliseconds,
            Modified = clock.GetUtcNow(),
        });
        lease.Commit();
        return true;
    }

    private static CsvDialect DialectOf(JobDefinition definition) => CsvDialect.Of(definition.ColumnDelimiter, definition.LineEnding)!;

    private QueryContext ContextOf(StoreConnection connection, JobDefinition definition) => asUser(connection, new QueryContext
    {
        Clock = clock,
        UserId = definition.CreatedById,
        ApiVersion = definition.ApiVersion,
        IncludeDeleted = definition.Operation == "queryAll",
        BatchSize = PageSize,
        UrlPrefix = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/services/data/v{definition.ApiVersion:0.0}"),
    });
}
