using System.Text.Json;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Writes the jobs of Bulk API 2.0, in the order and with the members an org has at each occasion.</summary>
internal static class JobJson
{
    /// <summary>What making or changing a job answers.</summary>
    public static Answer Brief(BulkJob job, bool isNew) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        Common(writer, job, withKey: !isNew);
        bool query = job.Definition.Kind == JobKind.Query;
        if (isNew && !query && job.State == JobState.Open)
            ContentUrl(writer, job);
        if (isNew || query)
            Dialect(writer, job.Definition);
        writer.WriteEndObject();
    });

    /// <summary>All about a job.</summary>
    public static Answer Whole(BulkJob job, BulkBatch? batch) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        Common(writer, job, withKey: true);
        writer.WriteString("jobType", TypeOf(job.Definition.Kind));
        bool query = job.Definition.Kind == JobKind.Query;
        if (job.State == JobState.Open)
            ContentUrl(writer, job);
        Dialect(writer, job.Definition);
        writer.WriteNumber("numberRecordsProcessed", batch?.Processed ?? 0);
        if (!query)
            writer.WriteNumber("numberRecordsFailed", batch?.Failed ?? 0);
        writer.WriteNumber("retries", 0);
        writer.WriteNumber("totalProcessingTime", batch?.Milliseconds ?? 0);
        if (!query)
        {
            writer.WriteNumber("apiActiveProcessingTime", batch?.Milliseconds ?? 0);
            writer.WriteNumber("apexProcessingTime", 0);
        }
        if (job.Error is not null)
            writer.WriteString("errorMessage", job.Error);
        writer.WriteEndObject();
    });

    /// <summary>A page of jobs.</summary>
    public static Answer List(IReadOnlyList<BulkJob> jobs, string? next) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("done", next is null);
        writer.WriteStartArray("records");
        foreach (BulkJob job in jobs)
        {
            writer.WriteStartObject();
            Common(writer, job, withKey: false);
            writer.WriteString("jobType", TypeOf(job.Definition.Kind));
            if (job.Definition.Kind == JobKind.Ingest && job.State == JobState.Open)
                ContentUrl(writer, job);
            if (job.Definition.Kind != JobKind.Classic)
                Dialect(writer, job.Definition);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteString("nextRecordsUrl", next);
        writer.WriteEndObject();
    });

    /// <summary>What <c>jobType</c> says.</summary>
    public static string TypeOf(JobKind kind) => kind switch
    {
        JobKind.Ingest => "V2Ingest",
        JobKind.Query => "V2Query",
        _ => "Classic",
    };

    private static void Common(Utf8JsonWriter writer, BulkJob job, bool withKey)
    {
        JobDefinition definition = job.Definition;
        writer.WriteString("id", job.Id);
        writer.WriteString("operation", definition.Operation);
        writer.WriteString("object", definition.ObjectName);
        writer.WriteString("createdById", definition.CreatedById);
        writer.WriteString("createdDate", RecordJson.Moment(ValueReader.Stamp(job.Created)));
        writer.WriteString("systemModstamp", RecordJson.Moment(ValueReader.Stamp(job.Modified)));
        writer.WriteString("state", job.State);
        if (withKey && definition.ExternalIdField is not null)
            writer.WriteString("externalIdFieldName", definition.ExternalIdField);
        writer.WriteString("concurrencyMode", definition.ConcurrencyMode);
        writer.WriteString("contentType", definition.ContentType);
        writer.WritePropertyName("apiVersion");
        RecordJson.Number(writer, (double)definition.ApiVersion);
        if (definition.AssignmentRuleId is not null)
            writer.WriteString("assignmentRuleId", definition.AssignmentRuleId);
    }

    // Without a slash in front, as an org writes it.
    private static void ContentUrl(Utf8JsonWriter writer, BulkJob job) => writer.WriteString(
        "contentUrl", string.Create(System.Globalization.CultureInfo.InvariantCulture, $"services/data/v{job.Definition.ApiVersion:0.0}/jobs/ingest/{job.Id}/batches"));

    private static void Dialect(Utf8JsonWriter writer, JobDefinition definition)
    {
        writer.WriteString("lineEnding", definition.LineEnding);
        writer.WriteString("columnDelimiter", definition.ColumnDelimiter);
    }
}
