using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Bulk.Loading;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Bulk API 2.0: jobs that load records.</summary>
internal sealed class IngestJobEndpoints(OrgServices org)
{
    private const int ListPage = 1000;
    private const string CsvType = "text/csv";

    public void Map(Router router)
    {
        router.Map("POST", "jobs/ingest", CreateAsync);
        router.Map("GET", "jobs/ingest", call => ListAsync(org, call, kind => kind != JobKind.Query, "ingest"));
        router.Map("GET", "jobs/ingest/{job}", call => WithJobAsync(call, (job, batch) => new ValueTask<Answer>(JobJson.Whole(job, batch))));
        router.Map("PATCH", "jobs/ingest/{job}", call => WithJobAsync(call, (job, batch) => ChangeAsync(call, job, batch)));
        router.Map("DELETE", "jobs/ingest/{job}", call => WithJobAsync(call, (job, _) => DeleteAsync(org, call, job)));
        router.Map("PUT", "jobs/ingest/{job}/batches", call => WithJobAsync(call, (job, batch) => UploadAsync(call, job, batch)));
        router.Map("GET", "jobs/ingest/{job}/successfulResults", call => WithJobAsync(call, (job, batch) => ResultsAsync(job, batch, BatchPart.Results)));
        router.Map("GET", "jobs/ingest/{job}/failedResults", call => WithJobAsync(call, (job, batch) => ResultsAsync(job, batch, BatchPart.Failures)));
        router.Map("GET", "jobs/ingest/{job}/unprocessedrecords", call => WithJobAsync(call, UnprocessedAsync));
    }

    /// <summary>Finds a job of one of the kinds; answers an error where there is none.</summary>
    public static async ValueTask<Answer> WithJobAsync(OrgServices org, Call call, Func<JobKind, bool> kinds, Func<BulkJob, List<BulkBatch>, ValueTask<Answer>> answer)
    {
        if (!Schema.SalesforceId.TryNormalize(call["job"], out string? id) || !id.StartsWith("750", StringComparison.Ordinal))
            return Answer.Error(400, "INVALIDJOBID", $"Invalid job id: {call["job"]}", codeFirst: true);
        if (await org.Bulk.FindAsync(id, call.Cancellation).ConfigureAwait(false) is not { } found || !kinds(found.Job.Definition.Kind))
            return Answer.NotFound();
        if (call.RowLocked)
            org.Bulk.LockNextRow(id);
        return await answer(found.Job, found.Batches).ConfigureAwait(false);
    }

    /// <summary>Jobs, the latest first, a thousand a page.</summary>
    public static async ValueTask<Answer> ListAsync(OrgServices org, Call call, Func<JobKind, bool> kinds, string resource)
    {
        List<BulkJob> jobs = await org.Bulk.AllAsync(call.Cancellation).ConfigureAwait(false);
        jobs.RemoveAll(job => !kinds(job.Definition.Kind) || (call.Query["jobType"] is { Length: > 0 } type && type != JobJson.TypeOf(job.Definition.Kind))
            || (call.Query["concurrencyMode"] is { Length: > 0 } mode && !mode.Equals(job.Definition.ConcurrencyMode, StringComparison.OrdinalIgnoreCase)));
        int start = int.TryParse(call.Query["queryLocator"], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : 0;
        string? next = jobs.Count > start + ListPage ? $"{call.Prefix}/jobs/{resource}?queryLocator={start + ListPage}" : null;
        return JobJson.List([.. jobs.Skip(start).Take(ListPage)], next);
    }

    public static async ValueTask<Answer> DeleteAsync(OrgServices org, Call call, BulkJob job)
    {
        if (job.State is JobState.Open or JobState.InProgress)
            return WrongState($"Deleting {job.State} Job not allowed");
        await org.Bulk.RemoveAsync(job, call.Cancellation).ConfigureAwait(false);
        return Answer.NoContent;
    }

    public static Answer WrongState(string message) => Answer.Error(400, "INVALIDJOBSTATE", message, codeFirst: true);

    public static Answer OverQuota() => Answer.Error(400, "EXCEEDEDQUOTA", "ExceededQuota : ApiBatchItems Limit exceeded.", codeFirst: true);

    private ValueTask<Answer> WithJobAsync(Call call, Func<BulkJob, BulkBatch, ValueTask<Answer>> answer) =>
        WithJobAsync(org, call, kind => kind == JobKind.Ingest, (job, batches) => answer(job, batches[0]));

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        if (call.Header("content-type") is { } type && type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase))
            return await CreateWithDataAsync(call, type).ConfigureAwait(false);
        using JsonDocument body = call.JsonObject();
        return JobJson.Brief(await MakeAsync(call, JobRequest.Ingest(org, call, body.RootElement)).ConfigureAwait(false), isNew: true);
    }

    private async ValueTask<BulkJob> MakeAsync(Call call, JobDefinition definition)
    {
        BulkJob job = await org.Bulk.CreateAsync(definition, call.Cancellation).ConfigureAwait(false);
        if (call.RowLocked)
            org.Bulk.LockNextRow(job.Id);
        return job;
    }

    // Small jobs come whole: one part is the job, the other its records.
    private async ValueTask<Answer> CreateWithDataAsync(Call call, string contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out MediaTypeHeaderValue? type) || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
            throw new UnreadableRequestException("INVALIDJOB", "The multipart body has no boundary");
        JobDefinition? definition = null;
        byte[]? content = null;
        try
        {
            using MemoryStream stream = new(call.Body.ToArray());
            MultipartReader reader = new(boundary, stream);
            while (await reader.ReadNextSectionAsync(call.Cancellation).ConfigureAwait(false) is { } section)
            {
                using MemoryStream part = new();
                await section.Body.CopyToAsync(part, call.Cancellation).ConfigureAwait(false);
                if (section.ContentType?.StartsWith(CsvType, StringComparison.OrdinalIgnoreCase) == true)
                {
                    content = part.ToArray();
                    continue;
                }
                using JsonDocument job = JsonDocument.Parse(part.ToArray());
                definition = JobRequest.Ingest(org, call, job.RootElement);
            }
        }
        catch (Exception error) when (error is IOException or InvalidDataException or JsonException or InvalidOperationException)
        {
            throw new UnreadableRequestException("INVALIDJOB", "The multipart body cannot be read");
        }
        if (definition is null || content is null)
            throw new UnreadableRequestException("INVALIDJOB", "The multipart body needs a part of type application/json and one of type text/csv");
        BulkJob created = await MakeAsync(call, definition).ConfigureAwait(false);
        BulkBatch batch = (await org.Bulk.FindAsync(created.Id, call.Cancellation).ConfigureAwait(false))!.Value.Batches[0];
        using MemoryStream records = new(content);
        await org.Bulk.ReceiveAsync(batch.Id, records, call.Cancellation).ConfigureAwait(false);
        return await CloseAsync(call, created, batch, isNew: true).ConfigureAwait(false);
    }

    private async ValueTask<Answer> UploadAsync(Call call, BulkJob job, BulkBatch batch)
    {
        if (call.Header("content-type") is not { } type || !type.StartsWith(CsvType, StringComparison.OrdinalIgnoreCase))
            return Answer.Error(415, "UNSUPPORTED_MEDIA_TYPE", "The data of a job is sent as text/csv", codeFirst: true);
        if (job.State != JobState.Open)
            return WrongState($"Uploading data to {job.State} Job not allowed");
        if (batch.State != BatchState.Receiving)
        {
            return WrongState(
                $"Found multiple contents for job: <{job.Id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.");
        }
        await org.Bulk.ReceiveAsync(batch.Id, call.Upload!, call.Cancellation).ConfigureAwait(false);
        return new Answer(201, default, null);
    }

    private async ValueTask<Answer> ChangeAsync(Call call, BulkJob job, BulkBatch batch)
    {
        using JsonDocument body = call.JsonObject();
        switch (JobRequest.Text(body.RootElement, "state"))
        {
            case JobState.UploadComplete:
                return await CloseAsync(call, job, batch, isNew: false).ConfigureAwait(false);
            case JobState.Aborted:
                return await AbortAsync(org, call, job).ConfigureAwait(false);
            default:
                return Answer.Error(400, "INVALIDJOB", "InvalidJob : state is UploadComplete or Aborted", codeFirst: true);
        }
    }

    private async ValueTask<Answer> CloseAsync(Call call, BulkJob job, BulkBatch batch, bool isNew)
    {
        bool changed = false;
        if (job.State == JobState.Open)
        {
            if (!org.BulkBatches.TryCount())
                return OverQuota();
            (job, changed) = await org.Bulk.CloseAsync(job, batch, call.Cancellation).ConfigureAwait(false);
        }

        return changed ? JobJson.Brief(job, isNew) : WrongState($"Closing already {Word(job.State)} Job not allowed");
    }

    /// <summary>Ends a job that is not done.</summary>
    public static async ValueTask<Answer> AbortAsync(OrgServices org, Call call, BulkJob job)
    {
        (job, bool changed) = await org.Bulk.ChangeAsync(
            job, JobState.Aborted, state => state is JobState.Open or JobState.UploadComplete or JobState.InProgress, call.Cancellation).ConfigureAwait(false);
        return changed ? JobJson.Brief(job, isNew: false) : WrongState($"Aborting already {Word(job.State)} Job not allowed");
    }

    private static string Word(string state) => state == JobState.JobComplete ? "Completed" : state;

    private ValueTask<Answer> ResultsAsync(BulkJob job, BulkBatch batch, BatchPart part)
    {
        if (job.State is JobState.Open or JobState.UploadComplete or JobState.InProgress)
            return new ValueTask<Answer>(WrongState($"Results of {job.State} Job are not there yet"));
        return new ValueTask<Answer>(new Answer(200, default, CsvType)
        {
            Content = async (target, cancellation) =>
            {
                Stream results = org.Bulk.Open(batch.Id, part);
                await using (results.ConfigureAwait(false))
                    await results.CopyToAsync(target, cancellation).ConfigureAwait(false);
            },
        });
    }

    // What was sent, but for what was worked on: the rest of a job that failed or was aborted on the way.
    private ValueTask<Answer> UnprocessedAsync(BulkJob job, BulkBatch batch)
    {
        if (job.State is JobState.Open or JobState.UploadComplete or JobState.InProgress)
            return new ValueTask<Answer>(WrongState($"Results of {job.State} Job are not there yet"));
        return new ValueTask<Answer>(new Answer(200, default, CsvType) { Content = (target, cancellation) => WriteRestAsync(job, batch, target, cancellation) });
    }

    private async Task WriteRestAsync(BulkJob job, BulkBatch batch, Stream target, CancellationToken cancellationToken)
    {
        CsvDialect dialect = CsvDialect.Of(job.Definition.ColumnDelimiter, job.Definition.LineEnding)!;
        using CsvReader reader = new(new StreamReader(org.Bulk.Open(batch.Id, BatchPart.Request), Encoding.UTF8), dialect with { LineEnding = null });
        CsvWriter writer = new(dialect);
        try
        {
            if (await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } header)
                return;
            await target.WriteAsync(IngestResultWriter.Header(dialect, header), cancellationToken).ConfigureAwait(false);
            for (int row = 0; await reader.ReadAsync(cancellationToken).ConfigureAwait(false) is { } fields; row++)
            {
                if (row < batch.Processed)
                    continue;
                foreach (string field in fields)
                    writer.Value(field);
                writer.EndRecord();
                if (writer.Length > 64 * 1024)
                    await target.WriteAsync(writer.Take(), cancellationToken).ConfigureAwait(false);
            }
        }
        catch (CsvFormatException)
        {
            // What made the job fail cannot be read now either: the rows before it are all there is to show.
        }
        await target.WriteAsync(writer.Take(), cancellationToken).ConfigureAwait(false);
    }
}
