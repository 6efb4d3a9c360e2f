using System.Globalization;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Bulk;

/// <summary>The calls about jobs: make, fill, close, look, stop.</summary>
/// <remarks>Source: Bulk API 2.0 and Bulk API Developer Guide, "Bulk API 2.0 Ingest", "Bulk API 2.0 Query".</remarks>
internal sealed class JobCalls(RequestSender sender, TimeProvider time)
{
    public const string Ingest = "jobs/ingest";
    public const string Query = "jobs/query";

    /// <summary>Makes a job.</summary>
    public async Task<BulkJob> CreateAsync(string kind, object definition, CancellationToken cancellationToken)
    {
        SalesforceRequest request = new(HttpMethod.Post, kind)
        {
            Body = SalesforceRequestBody.Json(definition),
            // A job too many does nothing: one that loads has no data, and one that queries only reads.
            Safety = RequestSafety.Idempotent,
        };
        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Gives a job its data. Once: a second time is refused.</summary>
    public async Task UploadAsync(string jobId, SalesforceRequestBody csv, CancellationToken cancellationToken)
    {
        SalesforceRequest request = new(HttpMethod.Put, $"{PathOf(Ingest, jobId)}/batches") { Body = csv, Safety = RequestSafety.Unsafe };
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Lets the org begin. Whether that arrived, a job tells whose answer was lost.</summary>
    public async Task<BulkJob> CloseAsync(string jobId, CancellationToken cancellationToken)
    {
        try
        {
            return await ChangeAsync(jobId, BulkJobState.UploadComplete, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception lost) when (lost is SalesforceTransportException { MayHaveHappened: true } or SalesforceApiException { MayHaveHappened: true })
        {
            BulkJob job = await GetAsync(Ingest, jobId, cancellationToken).ConfigureAwait(false);
            return job.State == BulkJobState.Open ? await ChangeAsync(jobId, BulkJobState.UploadComplete, cancellationToken).ConfigureAwait(false) : job;
        }
    }

    public Task<BulkJob> AbortAsync(string jobId, CancellationToken cancellationToken) => ChangeAsync(jobId, BulkJobState.Aborted, cancellationToken);

    public Task<BulkJob> GetAsync(string kind, string jobId, CancellationToken cancellationToken) =>
        SendAsync(new SalesforceRequest(HttpMethod.Get, PathOf(kind, jobId)), cancellationToken);

    public async Task DeleteAsync(string jobId, CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await sender.SendAsync(new SalesforceRequest(HttpMethod.Delete, PathOf(Ingest, jobId)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Asks again and again until the job has ended.</summary>
    public async Task<BulkJob> WaitAsync(string kind, string jobId, BulkOptions options, CancellationToken cancellationToken)
    {
        TimeSpan wait = options.FirstWait;
        while (true)
        {
            BulkJob job = await GetAsync(kind, jobId, cancellationToken).ConfigureAwait(false);
            options.Progress?.Report(job);
            if (job.HasEnded)
                return job;
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
            wait = wait * 2 < options.LongestWait ? wait * 2 : options.LongestWait;
        }
    }

    /// <summary>Opens CSV of a job.</summary>
    /// <param name="path">Path below the job, with its parameters.</param>
    /// <param name="kind">Which jobs.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellationToken">Ends the wait, and later the reading.</param>
    public Task<SalesforceResponse> OpenAsync(string kind, string jobId, string path, CancellationToken cancellationToken)
    {
        SalesforceRequest request = new(HttpMethod.Get, $"{PathOf(kind, jobId)}/{path}");
        request.Headers["Accept"] = "text/csv";
        return sender.SendAsync(request, cancellationToken);
    }

    private Task<BulkJob> ChangeAsync(string jobId, BulkJobState state, CancellationToken cancellationToken) =>
        SendAsync(new SalesforceRequest(HttpMethod.Patch, PathOf(Ingest, jobId)) { Body = SalesforceRequestBody.Json(new { state = state.ToString() }) }, cancellationToken);

    private async Task<BulkJob> SendAsync(SalesforceRequest request, CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<BulkJob>(cancellationToken).ConfigureAwait(false);
    }

    private static string PathOf(string kind, string jobId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(jobId);
        return string.Create(CultureInfo.InvariantCulture, $"{kind}/{SalesforceRequest.Escape(jobId)}");
    }
}
