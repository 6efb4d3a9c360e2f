using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The bulk interface before 2.0, under <c>/services/async</c>: jobs whose batches the client makes.</summary>
/// <remarks>Source: Bulk API guide; its error codes are in camel case, and its errors have status 400.</remarks>
internal sealed class ClassicBulkEndpoints(OrgServices org)
{
    private const long MostBytes = 10 * 1024 * 1024;

    private static readonly string[] Operations = ["insert", "update", "upsert", "delete", "hardDelete", "query", "queryAll"];
    private static readonly string[] ContentTypes = ["CSV", "JSON", "XML"];

    public void Map(Router router)
    {
        router.Map("POST", "job", CreateAsync);
        router.Map("GET", "job/{job}", call => WithJobAsync(call, (job, batches) => new ValueTask<Answer>(ClassicBulkForm.Job(call, 200, job, batches))));
        router.Map("POST", "job/{job}", call => WithJobAsync(call, (job, batches) => ChangeAsync(call, job, batches)));
        router.Map("POST", "job/{job}/batch", call => WithJobAsync(call, (job, _) => AddAsync(call, job)));
        router.Map("GET", "job/{job}/batch", call => WithJobAsync(call, (job, batches) => new ValueTask<Answer>(ClassicBulkForm.Batches(call, job, batches))));
        router.Map("GET", "job/{job}/batch/{batch}", call => WithBatchAsync(call, (job, batch) => ClassicBulkForm.Batch(call, 200, job, batch)));
        router.Map("GET", "job/{job}/batch/{batch}/request", call => WithBatchAsync(call, (job, batch) => Text(job, batch, BatchPart.Request)));
        router.Map("GET", "job/{job}/batch/{batch}/result", call => WithBatchAsync(call, (job, batch) => Results(call, job, batch)));
        router.Map("GET", "job/{job}/batch/{batch}/result/{result}", call => WithBatchAsync(call, (job, batch) => QueryResult(call, job, batch)));
    }

    /// <summary>Dispatches a call; its errors are in the words of this interface.</summary>
    public static async ValueTask<Answer> RunAsync(Router router, Call call)
    {
        try
        {
            Answer answer = await router.DispatchAsync(call).ConfigureAwait(false);
            return answer.Status switch
            {
                404 => ClassicBulkForm.Error(call, "InvalidUrl", "Destination URL not reset. The URL returned from login must be set"),
                405 => ClassicBulkForm.Error(call, "InvalidOperation", $"HTTP method {call.Method} is not supported here"),
                _ => answer,
            };
        }
        catch (UnreadableRequestException unreadable)
        {
            string code = unreadable.Code switch
            {
                "INVALIDJOB" or "JSON_PARSER_ERROR" => "InvalidJob",
                "InvalidXML" or "InvalidJobState" or "UnsupportedContentType" => unreadable.Code,
                _ => "ClientInputError",
            };
            return ClassicBulkForm.Error(call, code, unreadable.Message.Replace("InvalidJob : ", "", StringComparison.Ordinal));
        }
    }

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        Dictionary<string, string> said = ClassicBulkForm.Read(call);
        string operation = Known(Operations, said.GetValueOrDefault("operation"), "operation");
        string name = said.GetValueOrDefault("object") ?? throw Invalid("object is a required field");
        ObjectSchema schema = org.Schema.Find(name) ?? throw Invalid($"Unable to find object: {name}");
        JobDefinition definition = new()
        {
            Kind = JobKind.Classic,
            Operation = operation,
            ObjectName = schema.Name,
            ExternalIdField = operation == "upsert" ? JobRequest.Key(schema, said.GetValueOrDefault("externalIdFieldName")) : null,
            ContentType = Known(ContentTypes, said.GetValueOrDefault("contentType") ?? "XML", "contentType"),
            ConcurrencyMode = said.GetValueOrDefault("concurrencyMode") is "1" or "Serial" or "serial" ? "Serial" : "Parallel",
            AssignmentRuleId = said.GetValueOrDefault("assignmentRuleId"),
            ApiVersion = call.Version,
            CreatedById = call.UserId,
        };
        BulkJob job = await org.Bulk.CreateAsync(definition, call.Cancellation).ConfigureAwait(false);
        return ClassicBulkForm.Job(call, 201, job, []);
    }

    private async ValueTask<Answer> ChangeAsync(Call call, BulkJob job, List<BulkBatch> batches)
    {
        string? state = ClassicBulkForm.Read(call).GetValueOrDefault("state");
        if (state is not (JobState.Closed or JobState.Aborted))
            throw Invalid("state is Closed or Aborted");
        (job, bool changed) = await org.Bulk.ChangeAsync(job, state, from => from != JobState.Aborted && from != state, call.Cancellation).ConfigureAwait(false);
        return changed ? ClassicBulkForm.Job(call, 200, job, batches) : throw new UnreadableRequestException("InvalidJobState", $"Job is in {job.State} state");
    }

    private async ValueTask<Answer> AddAsync(Call call, BulkJob job)
    {
        if (job.State != JobState.Open)
            throw new UnreadableRequestException("InvalidJobState", $"Job is in {job.State} state");
        string type = call.Header("content-type") ?? "";
        // A query is sent in the type of its job, whatever its text is.
        if (!type.StartsWith(MediaType(job), StringComparison.OrdinalIgnoreCase) && !(job.Definition.ContentType == "XML" && type.StartsWith("text/xml", StringComparison.OrdinalIgnoreCase)))
            throw new UnreadableRequestException("UnsupportedContentType", $"Unsupported content type: {type}");
        if (!org.BulkBatches.TryCount())
            return ClassicBulkForm.Error(call, "ExceededQuota", "ApiBatchItems Limit exceeded.");
        BulkBatch batch = await org.Bulk.AddBatchAsync(job, call.Cancellation).ConfigureAwait(false);
        bool received = false;
        try
        {
            await org.Bulk.ReceiveAsync(batch.Id, new BodyStream(call.Upload!, MostBytes), call.Cancellation).ConfigureAwait(false);
            received = true;
        }
        finally
        {
            if (!received)
                await org.Bulk.DiscardAsync(batch).ConfigureAwait(false);
        }
        if (call.RowLocked)
            org.Bulk.LockNextRow(job.Id);
        await org.Bulk.QueueAsync(batch, call.Cancellation).ConfigureAwait(false);
        return ClassicBulkForm.Batch(call, 201, job, batch with { State = BatchState.Queued });
    }

    private Answer Results(Call call, BulkJob job, BulkBatch batch)
    {
        if (batch.State != BatchState.Completed)
            return ClassicBulkForm.Error(call, "InvalidBatch", "Records not processed");
        return job.Definition.IsQuery ? ClassicBulkForm.Results(call, job, ResultId(batch)) : Text(job, batch, BatchPart.Results);
    }

    private Answer QueryResult(Call call, BulkJob job, BulkBatch batch)
    {
        if (batch.State != BatchState.Completed)
            return ClassicBulkForm.Error(call, "InvalidBatch", "Records not processed");
        return job.Definition.IsQuery && SalesforceId.TryNormalize(call["result"], out string? id) && id == ResultId(batch)
            ? Text(job, batch, BatchPart.Results)
            : ClassicBulkForm.Error(call, "InvalidBatch", $"Unable to find result: {call["result"]}");
    }

    // Each query batch has one result, whose id is that of the batch but for the prefix.
    private static string ResultId(BulkBatch batch) => SalesforceId.WithSuffix($"752{batch.Id[3..15]}");

    private Answer Text(BulkJob job, BulkBatch batch, BatchPart part)
    {
        (string head, string tail) = (job.Definition, part) switch
        {
            ({ IsQuery: false, ContentType: "JSON" }, BatchPart.Results) => ("[", "]"),
            ({ IsQuery: false, ContentType: "XML" }, BatchPart.Results) =>
                ("<?xml version=\"1.0\" encoding=\"UTF-8\"?><results xmlns=\"http://www.force.com/2009/06/asyncapi/dataload\">", "</results>"),
            _ => ("", ""),
        };
        return new Answer(200, default, MediaType(job))
        {
            Content = async (target, cancellation) =>
            {
                await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes(head), cancellation).ConfigureAwait(false);
                Stream text = org.Bulk.Open(batch.Id, part);
                await using (text.ConfigureAwait(false))
                    await text.CopyToAsync(target, cancellation).ConfigureAwait(false);
                await target.WriteAsync(System.Text.Encoding.UTF8.GetBytes(tail), cancellation).ConfigureAwait(false);
            },
        };
    }

    private async ValueTask<Answer> WithJobAsync(Call call, Func<BulkJob, List<BulkBatch>, ValueTask<Answer>> answer) =>
        SalesforceId.TryNormalize(call["job"], out string? id)
        && await org.Bulk.FindAsync(id, call.Cancellation).ConfigureAwait(false) is { Job.Definition.Kind: JobKind.Classic } found
            ? await answer(found.Job, found.Batches).ConfigureAwait(false)
            : ClassicBulkForm.Error(call, "InvalidJob", $"Unable to find job: {call["job"]}");

    private ValueTask<Answer> WithBatchAsync(Call call, Func<BulkJob, BulkBatch, Answer> answer) => WithJobAsync(call, (job, batches) =>
        new ValueTask<Answer>(SalesforceId.TryNormalize(call["batch"], out string? id) && batches.Find(batch => batch.Id == id) is { } batch
            ? answer(job, batch)
            : ClassicBulkForm.Error(call, "InvalidBatch", $"Unable to find batch: {call["batch"]}")));

    private static string MediaType(BulkJob job) => job.Definition.ContentType switch
    {
        "JSON" => "application/json",
        "XML" => "application/xml",
        _ => "text/csv",
    };

    private static string Known(string[] known, string? said, string member) =>
        Array.Find(known, name => name.Equals(said, StringComparison.OrdinalIgnoreCase)) ?? throw Invalid($"{member} is one of {string.Join(", ", known)}");

    private static UnreadableRequestException Invalid(string message) => new("INVALIDJOB", message);
}
