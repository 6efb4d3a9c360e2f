using SalesforceLinq.Emulator.Bulk.Extraction;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Bulk.Loading;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Bulk;

/// <summary>The bulk jobs of an org: what its resources ask for, and the worker behind them.</summary>
internal sealed class BulkService : IAsyncDisposable
{
    private const int PieceSize = 256 * 1024;

    /// <summary>How long jobs and their results are kept.</summary>
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(7);

    private readonly Database _database;
    private readonly TimeProvider _clock;
    private readonly ExtractRunner _extraction;
    private readonly JobWorker _worker;
    private readonly RowLocks _locks = new();

    public BulkService(
        OrgSchema schema, Database database, QueryRunner queries, JsonRecordReader reader, Rules.RecordWriter writer, RecordUpserter upserter, RecordRemover remover, RecordRestorer restorer, TimeProvider clock, Func<StoreConnection, QueryContext, QueryContext> asUser)
    {
        _database = database;
        _clock = clock;
        _extraction = new ExtractRunner(database, queries, clock, asUser);
        LoadRunner loading = new(schema, database, clock, reader, new RowSaver(writer, upserter, remover, restorer, database.Tables), _locks);
        _worker = new JobWorker(database, clock, loading, _extraction);
    }

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using (WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false))
        {
            JobStore.CreateTables(lease.Connection);
            lease.Commit();
        }
        await _worker.StartAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Parses and checks the query of a job; answers the object it is about.</summary>
    /// <exception cref="Soql.Refusals.SoqlException">It is refused.</exception>
    public async ValueTask<string> ObjectOfAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        using ReadLease lease = await _database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return _extraction.Check(lease.Connection, definition, definition.Query!).Query.Root.Object.Name;
    }

    /// <summary>Lets the next record a job saves find its row locked.</summary>
    public void LockNextRow(string jobId) => _locks.Add(jobId);

    /// <summary>Makes a job; those of Bulk API 2.0 get their batch with it.</summary>
    public async ValueTask<BulkJob> CreateAsync(JobDefinition definition, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        BulkJob job;
        BulkBatch? batch = null;
        using (WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false))
        {
            JobStore.RemoveBefore(lease.Connection, now - Lifetime);
            job = JobStore.Add(lease.Connection, definition, definition.Kind == JobKind.Query ? JobState.UploadComplete : JobState.Open, now);
            if (definition.Kind != JobKind.Classic)
                batch = JobStore.AddBatch(lease.Connection, job.Id, definition.IsQuery ? BatchState.Queued : BatchState.Receiving, now);
            lease.Commit();
        }
        if (definition.Kind == JobKind.Query)
            _worker.Enqueue(batch!.Id);
        return job;
    }

    /// <summary>A job that is there and not too old.</summary>
    public async ValueTask<(BulkJob Job, List<BulkBatch> Batches)?> FindAsync(string id, CancellationToken cancellationToken)
    {
        using ReadLease lease = await _database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return JobStore.Find(lease.Connection, id) is { } job && _clock.GetUtcNow() - job.Created < Lifetime
            ? (job, JobStore.BatchesOf(lease.Connection, id))
            : null;
    }

    public async ValueTask<List<BulkJob>> AllAsync(CancellationToken cancellationToken)
    {
        using ReadLease lease = await _database.ReadAsync(cancellationToken).ConfigureAwait(false);
        DateTimeOffset oldest = _clock.GetUtcNow() - Lifetime;
        return [.. JobStore.All(lease.Connection).Where(job => job.Created > oldest)];
    }

    /// <summary>Stores what a client sends for a batch, piece by piece as it comes.</summary>
    public async ValueTask ReceiveAsync(string batchId, Stream content, CancellationToken cancellationToken)
    {
        using (WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false))
        {
            // Of an upload that broke off nothing is left.
            BatchData.Remove(lease.Connection, batchId, BatchPart.Request);
            lease.Commit();
        }
        byte[] piece = new byte[PieceSize];
        for (int length; (length = await content.ReadAtLeastAsync(piece, PieceSize, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false)) > 0;)
        {
            using WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false);
            BatchData.Append(lease.Connection, batchId, BatchPart.Request, rows: 0, piece[..length]);
            lease.Commit();
        }
        await ChangeBatchAsync(batchId, batch => batch.State == BatchState.Receiving ? batch with { State = BatchState.Received } : batch, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets a batch of the older interface be worked on.</summary>
    public async ValueTask QueueAsync(BulkBatch batch, CancellationToken cancellationToken)
    {
        await ChangeBatchAsync(batch.Id, current => current with { State = BatchState.Queued }, cancellationToken).ConfigureAwait(false);
        _worker.Enqueue(batch.Id);
    }

    /// <summary>Adds a batch to a job of the older interface.</summary>
    public async ValueTask<BulkBatch> AddBatchAsync(BulkJob job, CancellationToken cancellationToken)
    {
        using WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false);
        BulkBatch batch = JobStore.AddBatch(lease.Connection, job.Id, BatchState.Receiving, _clock.GetUtcNow());
        lease.Commit();
        return batch;
    }

    /// <summary>Forgets a batch whose data did not come.</summary>
    public async ValueTask DiscardAsync(BulkBatch batch)
    {
        using WriteLease lease = await _database.WriteAsync(CancellationToken.None).ConfigureAwait(false);
        JobStore.RemoveBatch(lease.Connection, batch.Id);
        lease.Commit();
    }

    /// <summary>Closes an open job and lets its batch be worked on, both or neither.</summary>
    /// <returns>The job as it is now, and whether this call closed it: another may have been first.</returns>
    public async ValueTask<(BulkJob Job, bool Changed)> CloseAsync(BulkJob job, BulkBatch batch, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        using (WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false))
        {
            (job, bool changed) = Changed(lease.Connection, job, JobState.UploadComplete, state => state == JobState.Open, now);
            if (!changed)
                return (job, false);
            if (JobStore.FindBatch(lease.Connection, batch.Id) is { } found)
            {
                // Of an upload that broke off nothing is left.
                if (found.State == BatchState.Receiving)
                    BatchData.Remove(lease.Connection, batch.Id, BatchPart.Request);
                JobStore.SetBatch(lease.Connection, found with { State = BatchState.Queued, Modified = now });
            }

            lease.Commit();
        }

        _worker.Enqueue(batch.Id);
        return (job, true);
    }

    /// <summary>Changes the state of a job, if it is in one it may come from; when it is aborted, no batch of it is begun or gone on with.</summary>
    /// <returns>The job as it is now, and whether this call changed it: another may have been first.</returns>
    public async ValueTask<(BulkJob Job, bool Changed)> ChangeAsync(BulkJob job, string state, Func<string, bool> mayComeFrom, CancellationToken cancellationToken)
    {
        DateTimeOffset now = _clock.GetUtcNow();
        using WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false);
        (job, bool changed) = Changed(lease.Connection, job, state, mayComeFrom, now);
        if (!changed)
            return (job, false);
        foreach (BulkBatch batch in JobStore.BatchesOf(lease.Connection, job.Id))
        {
            if (state == JobState.Aborted && batch.State is not (BatchState.Completed or BatchState.Failed))
                JobStore.SetBatch(lease.Connection, batch with { State = BatchState.NotProcessed, Modified = now });
        }
        lease.Commit();
        return (job, true);
    }

    public async ValueTask RemoveAsync(BulkJob job, CancellationToken cancellationToken)
    {
        using WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false);
        JobStore.Remove(lease.Connection, job.Id);
        lease.Commit();
    }

    /// <summary>A text of a batch, read piece by piece.</summary>
    public BatchDataStream Open(string batchId, BatchPart part) => new(_database, batchId, part);

    /// <summary>Where the rows of a query stand in the pieces of its result.</summary>
    public async ValueTask<List<(int Place, int Before, int Rows)>> IndexAsync(string batchId, CancellationToken cancellationToken)
    {
        using ReadLease lease = await _database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return BatchData.Index(lease.Connection, batchId, BatchPart.Results);
    }

    public async ValueTask<byte[]?> PieceAsync(string batchId, int place, CancellationToken cancellationToken)
    {
        using ReadLease lease = await _database.ReadAsync(cancellationToken).ConfigureAwait(false);
        return BatchData.Piece(lease.Connection, batchId, BatchPart.Results, place);
    }

    public ValueTask DisposeAsync() => _worker.DisposeAsync();

    private static (BulkJob Job, bool Changed) Changed(StoreConnection connection, BulkJob job, string state, Func<string, bool> mayComeFrom, DateTimeOffset now)
    {
        BulkJob current = JobStore.Find(connection, job.Id) ?? job;
        if (!mayComeFrom(current.State))
            return (current, false);
        JobStore.SetState(connection, job.Id, state, now);
        return (current with { State = state, Modified = now }, true);
    }

    private async ValueTask ChangeBatchAsync(string batchId, Func<BulkBatch, BulkBatch> change, CancellationToken cancellationToken)
    {
        using WriteLease lease = await _database.WriteAsync(cancellationToken).ConfigureAwait(false);
        if (JobStore.FindBatch(lease.Connection, batchId) is { } batch)
            JobStore.SetBatch(lease.Connection, change(batch) with { Modified = _clock.GetUtcNow() });
        lease.Commit();
    }
}
