using System.Runtime.CompilerServices;

namespace SalesforceLinq.Http.Bulk;

/// <summary>One load: lays records out in files, gives each to a job of its own, and waits for all of them.</summary>
internal sealed class BulkLoad(JobCalls jobs, object definition, string? requiredColumn, BulkLoadOptions options)
{
    // An upload whose answer was lost goes again to a new job.
    private const int MaxUploads = 3;

    private static readonly TimeSpan PatienceForAborting = TimeSpan.FromSeconds(10);

    private readonly List<BulkJob> _given = [];

    /// <param name="records">The cells of each record.</param>
    /// <param name="cancellationToken">Ends the load; jobs that have their data are gone on with.</param>
    public async Task<BulkLoadResult> RunAsync(IAsyncEnumerable<IReadOnlyDictionary<string, string>> records, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (LoadFile file in FilesAsync(records, cancellationToken).ConfigureAwait(false))
            {
                using (file)
                    await GiveAsync(file, cancellationToken).ConfigureAwait(false);
            }

            for (int i = 0; i < _given.Count; i++)
                _given[i] = await jobs.WaitAsync(JobCalls.Ingest, _given[i].Id, options, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception cause) when (_given.Count > 0)
        {
            throw BulkJobException.BrokenOff([.. _given], cause);
        }

        return _given.TrueForAll(job => job.State == BulkJobState.JobComplete) ? new BulkLoadResult([.. _given]) : throw BulkJobException.Failed([.. _given]);
    }

    // A record with a field that none before it had begins another job, whose header has that field too. Columns only come, so that soon all are there.
    private async IAsyncEnumerable<LoadFile> FilesAsync(IAsyncEnumerable<IReadOnlyDictionary<string, string>> records, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        List<string> columns = [];
        HashSet<string> known = new(StringComparer.OrdinalIgnoreCase);
        LoadFile? file = null;
        long number = 0;
        try
        {
            await foreach (IReadOnlyDictionary<string, string> cells in records.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                number++;
                if (requiredColumn is not null && cells.GetValueOrDefault(requiredColumn) is null or "" or Csv.Null)
                    throw new ArgumentException($"Record {number} of the load has no {requiredColumn}, by which the org is to find it.");
                int before = columns.Count;
                columns.AddRange(cells.Keys.Where(known.Add));
                if (file is not null && (columns.Count > before || file.Length >= options.MaxJobBytes))
                {
                    LoadFile full = file;
                    file = null;
                    yield return full;
                }

                file ??= new LoadFile([.. columns]);
                file.Add(cells);
            }

            if (file is not null)
            {
                LoadFile last = file;
                file = null;
                yield return last;
            }
        }
        finally
        {
            file?.Dispose();
        }
    }

    private async Task GiveAsync(LoadFile file, CancellationToken cancellationToken)
    {
        SalesforceRequestBody csv = file.ToBody();
        for (int upload = 1; ; upload++)
        {
            BulkJob job = await jobs.CreateAsync(JobCalls.Ingest, definition, cancellationToken).ConfigureAwait(false);
            if (!await TryUploadAsync(job, csv, isLast: upload == MaxUploads, cancellationToken).ConfigureAwait(false))
                continue;
            // From here on the org may go to work: the job is among those the caller hears of, whatever happens.
            _given.Add(job);
            _given[^1] = await jobs.CloseAsync(job.Id, cancellationToken).ConfigureAwait(false);
            return;
        }
    }

    // A job without all its data is never closed, so that none of its records is written.
    private async Task<bool> TryUploadAsync(BulkJob job, SalesforceRequestBody csv, bool isLast, CancellationToken cancellationToken)
    {
        try
        {
            await jobs.UploadAsync(job.Id, csv, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception failure)
        {
            await AbortAsync(job).ConfigureAwait(false);
            if (!isLast && failure is SalesforceTransportException { MayHaveHappened: true })
                return false;
            throw;
        }
    }

    // Also of a load that was cancelled; what cannot be aborted the org forgets by itself.
    private async Task AbortAsync(BulkJob job)
    {
        using CancellationTokenSource patience = new(PatienceForAborting);
        try
        {
            await jobs.AbortAsync(job.Id, patience.Token).ConfigureAwait(false);
        }
        catch (Exception left) when (left is SalesforceApiException or SalesforceTransportException or OperationCanceledException)
        {
            // The first failure is the one to be told.
        }
    }
}
