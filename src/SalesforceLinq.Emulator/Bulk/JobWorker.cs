using System.Text;
using System.Threading.Channels;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Extraction;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Bulk.Loading;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk;

/// <summary>Works on batches behind the requests, one after the other, until the org is stopped.</summary>
internal sealed class JobWorker(Database database, TimeProvider clock, LoadRunner loading, ExtractRunner extraction) : IAsyncDisposable
{
    private readonly Channel<string> _queue = Channel.CreateUnbounded<string>(new UnboundedChannelOptions { SingleReader = true });
    private readonly CancellationTokenSource _stopping = new();
    private Task _work = Task.CompletedTask;

    /// <summary>Begins, with what an earlier life of the org left undone.</summary>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        using (ReadLease lease = await database.ReadAsync(cancellationToken).ConfigureAwait(false))
        {
            foreach (BulkBatch batch in JobStore.Unfinished(lease.Connection))
                Enqueue(batch.Id);
        }
        _work = Task.Run(WorkAsync, CancellationToken.None);
    }

    public void Enqueue(string batchId) => _queue.Writer.TryWrite(batchId);

    public async ValueTask DisposeAsync()
    {
        _queue.Writer.TryComplete();
        await _stopping.CancelAsync().ConfigureAwait(false);
        await _work.ConfigureAwait(false);
        _stopping.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            await foreach (string batchId in _queue.Reader.ReadAllAsync(_stopping.Token).ConfigureAwait(false))
                await WorkOnAsync(batchId, _stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_stopping.IsCancellationRequested)
        {
            // What is not done stays queued in the store.
        }
    }

    private async Task WorkOnAsync(string batchId, CancellationToken cancellationToken)
    {
        if (await BeginAsync(batchId, cancellationToken).ConfigureAwait(false) is not var (job, batch))
            return;
        string? error = null;
        try
        {
            if (job.Definition.IsQuery)
                await extraction.RunAsync(job, batch, job.Definition.Query ?? await SoqlOfAsync(batchId, cancellationToken).ConfigureAwait(false), cancellationToken).ConfigureAwait(false);
            else
                await loading.RunAsync(job, batch, cancellationToken).ConfigureAwait(false);
        }
        catch (BatchRefusedException refused)
        {
            error = refused.Message;
        }
        catch (CsvFormatException malformed)
        {
            error = $"{malformed.Code} : {malformed.Message}";
        }
        catch (SoqlException soql)
        {
            error = $"InvalidBatch : Failed to process query: {soql.ErrorCode}: {soql.Message}";
        }
        catch (Exception unexpected) when (unexpected is not OperationCanceledException)
        {
            // One batch that cannot be worked on must not end the work on all others. As in an answer, only the kind of the error is told.
            error = $"InternalServerError : {unexpected.GetType().Name}";
        }
        await EndAsync(batchId, error, cancellationToken).ConfigureAwait(false);
    }

    private async Task<(BulkJob Job, BulkBatch Batch)?> BeginAsync(string batchId, CancellationToken cancellationToken)
    {
        using WriteLease lease = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        StoreConnection connection = lease.Connection;
        if (JobStore.FindBatch(connection, batchId) is not { State: BatchState.Queued or BatchState.InProgress } batch || JobStore.Find(connection, batch.JobId) is not { } job)
            return null;
        batch = batch with { State = BatchState.InProgress, Modified = clock.GetUtcNow() };
        if (job.Definition.IsQuery)
        {
            batch = batch with { Processed = 0 };
            BatchData.Remove(connection, batchId, BatchPart.Results);
        }
        JobStore.SetBatch(connection, batch);
        if (job.Definition.Kind != JobKind.Classic)
            JobStore.SetState(connection, job.Id, JobState.InProgress, batch.Modified);
        lease.Commit();
        return (job, batch);
    }

    private async Task EndAsync(string batchId, string? error, CancellationToken cancellationToken)
    {
        using WriteLease lease = await database.WriteAsync(cancellationToken).ConfigureAwait(false);
        StoreConnection connection = lease.Connection;
        if (JobStore.FindBatch(connection, batchId) is not { State: BatchState.InProgress } batch || JobStore.Find(connection, batch.JobId) is not { } job)
            return;
        DateTimeOffset now = clock.GetUtcNow();
        JobStore.SetBatch(connection, batch with { State = error is null ? BatchState.Completed : BatchState.Failed, Message = error, Modified = now });
        if (job.Definition.Kind != JobKind.Classic)
        {
            JobStore.SetState(connection, job.Id, error is null ? JobState.JobComplete : JobState.Failed, now, error);
            // What was sent is of no use any more when all of it was worked on.
            if (error is null)
                BatchData.Remove(connection, batchId, BatchPart.Request);
        }
        lease.Commit();
    }

    private async Task<string> SoqlOfAsync(string batchId, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(new BatchDataStream(database, batchId, BatchPart.Request), Encoding.UTF8);
        return (await reader.ReadToEndAsync(cancellationToken).ConfigureAwait(false)).Trim();
    }
}
