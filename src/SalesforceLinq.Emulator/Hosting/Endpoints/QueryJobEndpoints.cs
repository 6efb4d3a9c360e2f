using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Json;
using SalesforceLinq.Emulator.Bulk.Extraction;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Bulk API 2.0: jobs that query records.</summary>
internal sealed class QueryJobEndpoints(OrgServices org)
{
    private const int DefaultRows = 100_000;
    private const int ParallelPages = 5;

    public void Map(Router router)
    {
        router.Map("POST", "jobs/query", CreateAsync);
        router.Map("GET", "jobs/query", call => IngestJobEndpoints.ListAsync(org, call, kind => kind == JobKind.Query, "query"));
        router.Map("GET", "jobs/query/{job}", call => WithJobAsync(call, (job, batch) => new ValueTask<Answer>(JobJson.Whole(job, batch))));
        router.Map("PATCH", "jobs/query/{job}", call => WithJobAsync(call, (job, _) => AbortAsync(call, job)));
        router.Map("DELETE", "jobs/query/{job}", call => WithJobAsync(call, (job, _) => IngestJobEndpoints.DeleteAsync(org, call, job)));
        router.Map("GET", "jobs/query/{job}/results", call => WithJobAsync(call, (job, batch) => ResultsAsync(call, job, batch)));
        router.Map("GET", "jobs/query/{job}/resultPages", call => WithJobAsync(call, (job, batch) => new ValueTask<Answer>(PagesOf(call, job, batch))));
    }

    private ValueTask<Answer> WithJobAsync(Call call, Func<BulkJob, BulkBatch, ValueTask<Answer>> answer) =>
        IngestJobEndpoints.WithJobAsync(org, call, kind => kind == JobKind.Query, (job, batches) => answer(job, batches[0]));

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        JobDefinition definition;
        try
        {
            definition = await JobRequest.QueryAsync(org, call, body.RootElement).ConfigureAwait(false);
        }
        catch (SoqlException refused) when (refused.ErrorCode == BulkQueryRules.NotEnabled)
        {
            return Answer.Error(400, "API_ERROR", refused.Message, codeFirst: true);
        }
        return org.BulkQueryJobs.TryCount()
            ? JobJson.Brief(await org.Bulk.CreateAsync(definition, call.Cancellation).ConfigureAwait(false), isNew: true)
            : Answer.Error(400, "EXCEEDEDQUOTA", "ExceededQuota : Max bulk v2 query jobs per 24 hrs has been exceeded", codeFirst: true);
    }

    private async ValueTask<Answer> AbortAsync(Call call, BulkJob job)
    {
        using JsonDocument body = call.JsonObject();
        if (JobRequest.Text(body.RootElement, "state") != JobState.Aborted)
            return Answer.Error(400, "INVALIDJOB", "InvalidJob : state is Aborted", codeFirst: true);
        return await IngestJobEndpoints.AbortAsync(org, call, job).ConfigureAwait(false);
    }

    private async ValueTask<Answer> ResultsAsync(Call call, BulkJob job, BulkBatch batch)
    {
        if (Unready(call, job) is { } refused)
            return refused;
        if (Rows(call.Query["maxRecords"]) is not { } most)
            return Answer.Error(400, "INVALIDJOB", "maxRecords is a number above 0", codeFirst: true);
        if (Offset(call.Query["locator"]) is not { } start || (start >= batch.Processed && start > 0))
            return Answer.Error(400, "INVALIDLOCATOR", $"Invalid locator: {call.Query["locator"]}", codeFirst: true);
        int count = Math.Min(most, batch.Processed - start);
        int next = start + count;
        List<(int Place, int Before, int Rows)> pieces = await org.Bulk.IndexAsync(batch.Id, call.Cancellation).ConfigureAwait(false);
        Answer answer = new(200, default, "text/csv") { Content = (target, cancellation) => WriteAsync(batch.Id, pieces, start, count, target, cancellation) };
        answer.Headers["Sforce-NumberOfRecords"] = count.ToString(CultureInfo.InvariantCulture);
        answer.Headers["Sforce-Locator"] = next < batch.Processed ? Locator(next) : "null";
        return answer;
    }

    private static Answer PagesOf(Call call, BulkJob job, BulkBatch batch)
    {
        if (Unready(call, job) is { } refused)
            return refused;
        if (Rows(call.Query["maxRecords"]) is not { } most || Offset(call.Query["pageLocator"]) is not { } start)
            return Answer.Error(400, "INVALIDLOCATOR", "maxRecords or pageLocator is wrong", codeFirst: true);
        List<int> offsets = [];
        int next = start;
        for (; offsets.Count < ParallelPages && (next < batch.Processed || next == 0); next = (int)Math.Min((long)next + most, int.MaxValue))
            offsets.Add(next);
        bool done = next >= batch.Processed;
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("resultPages");
            foreach (int offset in offsets)
            {
                writer.WriteStartObject();
                writer.WriteString("resultUrl", $"{call.Prefix}/jobs/query/{job.Id}/results?locator={Locator(offset)}&maxRecords={most}");
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteString("nextRecordsUrl", done ? null : $"{call.Prefix}/jobs/query/{job.Id}/resultPages?pageLocator={Locator(next)}&maxRecords={most}");
            writer.WriteBoolean("done", done);
            writer.WriteEndObject();
        });
    }

    private static Answer? Unready(Call call, BulkJob job)
    {
        if (call.Version != job.Definition.ApiVersion)
            return Answer.Error(409, "API_ERROR", string.Create(CultureInfo.InvariantCulture, $"The results of a job are fetched with the API version it was made with: {job.Definition.ApiVersion:0.0}"), codeFirst: true);
        return job.State == JobState.JobComplete ? null : IngestJobEndpoints.WrongState($"Results of {job.State} Job are not there");
    }

    private async Task WriteAsync(string batchId, List<(int Place, int Before, int Rows)> pieces, int start, int count, Stream target, CancellationToken cancellationToken)
    {
        foreach ((int place, int before, int rows) in pieces)
        {
            // The first piece is the header, which every page begins with.
            bool isHeader = place == 0;
            if (!isHeader && (before + rows <= start || before >= start + count))
                continue;
            if (await org.Bulk.PieceAsync(batchId, place, cancellationToken).ConfigureAwait(false) is not { } bytes)
                return;
            int first = Math.Max(start - before, 0);
            int last = Math.Min(start + count - before, rows);
            await target.WriteAsync(isHeader || (first == 0 && last == rows) ? bytes : Lines(bytes, first, last), cancellationToken).ConfigureAwait(false);
        }
    }

    // Every value stands in quotes, so that a line ends where a line feed stands outside of them.
    private static ReadOnlyMemory<byte> Lines(byte[] csv, int first, int last)
    {
        int start = 0;
        int line = 0;
        bool quoted = false;
        for (int index = 0; index < csv.Length; index++)
        {
            if (csv[index] == '"')
                quoted = !quoted;
            if (csv[index] != '\n' || quoted)
                continue;
            line++;
            if (line == first)
                start = index + 1;
            if (line == last)
                return csv.AsMemory(start, index + 1 - start);
        }
        return csv.AsMemory(start);
    }

    private static int? Rows(string? text) => text is null ? DefaultRows
        : int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int rows) && rows > 0 ? rows : null;

    private static string Locator(int offset) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(offset.ToString(CultureInfo.InvariantCulture)));

    private static int? Offset(string? locator)
    {
        if (locator is null or "" or "0")
            return 0;
        Span<byte> bytes = stackalloc byte[16];
        return locator.Length <= 20 && Base64Url.IsValid(locator) && Base64Url.TryDecodeFromChars(locator, bytes, out int written)
            && int.TryParse(bytes[..written], NumberStyles.None, CultureInfo.InvariantCulture, out int offset) ? offset : null;
    }
}
