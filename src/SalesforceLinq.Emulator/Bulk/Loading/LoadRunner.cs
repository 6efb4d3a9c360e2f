using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>
/// Saves the records of a batch, 200 at a time. Records, results and the count of what is done are committed together:
/// whatever interrupts the work, it goes on where it stopped, and no record is saved twice.
/// </summary>
internal sealed class LoadRunner(OrgSchema schema, Database database, TimeProvider clock, JsonRecordReader reader, RowSaver saver, RowLocks locks)
{
    private const int ChunkSize = 200;
    private const int MostClassicRecords = 10_000;

    /// <exception cref="BatchRefusedException">The records cannot be understood.</exception>
    /// <exception cref="CsvFormatException">The CSV is malformed.</exception>
    public async Task RunAsync(BulkJob job, BulkBatch batch, CancellationToken cancellationToken)
    {
        JobDefinition definition = job.Definition;
        ObjectSchema target = schema.Find(definition.ObjectName) ?? throw new BatchRefusedException("InvalidBatch", $"Unable to find object: {definition.ObjectName}");
        FieldSchema? key = definition.ExternalIdField is { } name ? target.FindField(name) : null;
        if (definition.Kind == JobKind.Classic)
            await ReadThroughAsync(definition, target, batch.Id, cancellationToken).ConfigureAwait(false);
        using IRowSource rows = await OpenAsync(definition, target, batch.Id, cancellationToken).ConfigureAwait(false);
        await SkipAsync(rows, batch.Processed, cancellationToken).ConfigureAwait(false);
        IResultWriter results = ResultsOf(definition, batch);
        for (bool more = true; more;)
        {
            long started = clock.GetTimestamp();
            List<LoadRow> chunk = [];
            BatchRefusedException? refused = null;
            CsvFormatException? malformed = null;
            try
            {
                while (chunk.Count < ChunkSize && await rows.ReadAsync(cancellationToken).ConfigureAwait(false) is { } row)
                    chunk.Add(row);
                more = chunk.Count == ChunkSize;
            }
            catch (BatchRefusedException exception)
            {
                refused = exception;
            }
            catch (CsvFormatException exception)
            {
                malformed = exception;
            }
            // What stands before the fault is saved, as it would be had the fault come later.
            if (await SaveAsync(job, batch.Id, target, key, chunk, results, rows.Header, started, cancellationToken).ConfigureAwait(false) is not { } saved)
                return;
            batch = saved;
            if (refused is not null)
                throw refused;
            if (malformed is not null)
                throw malformed;
        }
    }

    private async ValueTask<BulkBatch?> SaveAsync(
        BulkJob job, string batchId, ObjectSchema target, FieldSchema? key, List<LoadRow> chunk, IResultWriter results, IReadOnlyList<string> header, long started, CancellationToken cancellationToken)
    {
        using WriteLease lease = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        // Between two chunks a job may have been aborted, deleted, or swept away with the org's data.
        if (JobStore.FindBatch(lease.Connection, batchId) is not { State: BatchState.InProgress } batch)
            return null;
        WriteContext context = new(lease, job.Definition.CreatedById, clock.GetUtcNow()) { RowLocked = locks.Take(job.Id) };
        int failed = 0;
        foreach (LoadRow row in chunk)
        {
            WriteOutcome outcome = saver.Save(context, job.Definition.Operation, target, key, row);
            results.Write(row, outcome);
            failed += outcome.Success ? 0 : 1;
        }
        Store(lease.Connection, job.Definition, batchId, results, header);
        batch = batch with
        {
            Processed = batch.Processed + chunk.Count,
            Failed = batch.Failed + failed,
            Milliseconds = batch.Milliseconds + (int)clock.GetElapsedTime(started).TotalMilliseconds,
            Modified = clock.GetUtcNow(),
        };
        JobStore.SetBatch(lease.Connection, batch);
        lease.Commit();
        return batch;
    }

    private static void Store(StoreConnection connection, JobDefinition definition, string batchId, IResultWriter results, IReadOnlyList<string> header)
    {
        foreach ((BatchPart part, byte[] bytes) in results.Take())
        {
            if (!BatchData.Exists(connection, batchId, part))
            {
                byte[]? head = definition.Kind == JobKind.Ingest
                    ? IngestResultWriter.Header(CsvDialect.Of(definition.ColumnDelimiter, definition.LineEnding)!, part, header)
                    : definition.ContentType == "CSV" ? CsvResultWriter.Header : null;
                if (head is not null)
                    BatchData.Append(connection, batchId, part, rows: 0, head);
            }
            if (bytes.Length > 0)
                BatchData.Append(connection, batchId, part, rows: 0, bytes);
        }
    }

    private async ValueTask<IRowSource> OpenAsync(JobDefinition definition, ObjectSchema target, string batchId, CancellationToken cancellationToken)
    {
        BatchDataStream stream = new(database, batchId, BatchPart.Request);
        switch (definition.ContentType)
        {
            case "JSON":
                return await JsonRowSource.OpenAsync(stream, reader, target, cancellationToken).ConfigureAwait(false);
            case "XML":
                return await XmlRowSource.OpenAsync(stream, schema, target, cancellationToken).ConfigureAwait(false);
            default:
                CsvDialect dialect = definition.Kind == JobKind.Ingest ? CsvDialect.Of(definition.ColumnDelimiter, definition.LineEnding)! : CsvDialect.Tolerant;
                return await CsvRowSource.OpenAsync(new CsvReader(new StreamReader(stream), dialect), schema, target, definition.Operation, cancellationToken).ConfigureAwait(false);
        }
    }

    // A batch of the older interface is refused as a whole before any of its records is saved.
    private async ValueTask ReadThroughAsync(JobDefinition definition, ObjectSchema target, string batchId, CancellationToken cancellationToken)
    {
        using IRowSource rows = await OpenAsync(definition, target, batchId, cancellationToken).ConfigureAwait(false);
        int count = 0;
        while (await rows.ReadAsync(cancellationToken).ConfigureAwait(false) is not null)
        {
            if (++count > MostClassicRecords)
                throw new BatchRefusedException("InvalidBatch", $"A batch has at most {MostClassicRecords} records");
        }
        if (count == 0)
            throw new BatchRefusedException("InvalidBatch", "Records not found");
    }

    private static async ValueTask SkipAsync(IRowSource rows, int count, CancellationToken cancellationToken)
    {
        for (int row = 0; row < count; row++)
            await rows.ReadAsync(cancellationToken).ConfigureAwait(false);
    }

    private static IResultWriter ResultsOf(JobDefinition definition, BulkBatch batch) => definition switch
    {
        { Kind: JobKind.Ingest } => new IngestResultWriter(CsvDialect.Of(definition.ColumnDelimiter, definition.LineEnding)!),
        { ContentType: "JSON" } => new JsonResultWriter(isFirst: batch.Processed == 0),
        { ContentType: "XML" } => new XmlResultWriter(),
        _ => new CsvResultWriter(),
    };
}
