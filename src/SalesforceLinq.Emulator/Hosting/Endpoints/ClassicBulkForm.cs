using System.Globalization;
using System.Security;
using System.Text;
using System.Text.Json;
using System.Xml;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The bulk interface before 2.0 speaks XML and JSON: what it says is put together here, member by member, and written in either.</summary>
internal static class ClassicBulkForm
{
    private const string Namespace = "http://www.force.com/2009/06/asyncapi/dataload";
    private const string XmlType = "application/xml";

    /// <summary>Whether a call wants JSON: it says so, or it says nothing and its job is a JSON one.</summary>
    public static bool IsJson(Call call, BulkJob? job = null)
    {
        string said = $"{call.Header("content-type")} {(call.Header("accept") is "*/*" ? "" : call.Header("accept"))}";
        return said.Contains("json", StringComparison.OrdinalIgnoreCase)
            || (!said.Contains("xml", StringComparison.OrdinalIgnoreCase) && job?.Definition.ContentType == "JSON");
    }

    public static Answer Error(Call call, string code, string message, int status = 400) =>
        Single(IsJson(call), status, "error", [("exceptionCode", code), ("exceptionMessage", message)]);

    public static Answer Job(Call call, int status, BulkJob job, IReadOnlyList<BulkBatch> batches) => Single(IsJson(call, job), status, "jobInfo", Members(job, batches));

    public static Answer Batch(Call call, int status, BulkJob job, BulkBatch batch) => Single(IsJson(call, job), status, "batchInfo", Members(batch));

    public static Answer Batches(Call call, BulkJob job, IReadOnlyList<BulkBatch> batches)
    {
        if (IsJson(call, job))
        {
            return Answer.Json(200, writer =>
            {
                writer.WriteStartObject();
                writer.WriteStartArray("batchInfo");
                foreach (BulkBatch batch in batches)
                    Json(writer, Members(batch));
                writer.WriteEndArray();
                writer.WriteEndObject();
            });
        }
        return Xml(200, "batchInfoList", string.Concat(batches.Select(batch => $"<batchInfo>{Elements(Members(batch))}</batchInfo>")));
    }

    /// <summary>The ids of a query's results.</summary>
    public static Answer Results(Call call, BulkJob job, string id) => IsJson(call, job)
        ? Answer.Json(200, writer =>
        {
            writer.WriteStartArray();
            writer.WriteStringValue(id);
            writer.WriteEndArray();
        })
        : Xml(200, "result-list", $"<result>{id}</result>");

    /// <summary>The members of a job a client sends, of JSON or XML.</summary>
    /// <exception cref="UnreadableRequestException">The body is neither.</exception>
    public static Dictionary<string, string> Read(Call call)
    {
        if (IsJson(call))
        {
            using JsonDocument body = call.JsonObject();
            return body.RootElement.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null)
                .GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value.ToString(), StringComparer.Ordinal);
        }
        try
        {
            return RequestXml.Load(call.Body).Root!.Elements()
                .GroupBy(element => element.Name.LocalName, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Last().Value, StringComparer.Ordinal);
        }
        catch (XmlException)
        {
            throw new UnreadableRequestException("InvalidXML", "Unable to parse XML");
        }
    }

    private static List<(string Name, object? Value)> Members(BulkJob job, IReadOnlyList<BulkBatch> batches)
    {
        JobDefinition definition = job.Definition;
        int Count(string state) => batches.Count(batch => batch.State == state);
        int milliseconds = batches.Sum(batch => batch.Milliseconds);
        return
        [
            ("id", job.Id), ("operation", definition.Operation), ("object", definition.ObjectName), ("createdById", definition.CreatedById),
            ("createdDate", job.Created), ("systemModstamp", job.Modified), ("state", job.State), ("externalIdFieldName", definition.ExternalIdField),
            ("concurrencyMode", definition.ConcurrencyMode), ("contentType", definition.ContentType),
            ("numberBatchesQueued", Count(BatchState.Queued)), ("numberBatchesInProgress", Count(BatchState.InProgress)),
            ("numberBatchesCompleted", Count(BatchState.Completed)), ("numberBatchesFailed", Count(BatchState.Failed)), ("numberBatchesTotal", batches.Count),
            ("numberRecordsProcessed", batches.Sum(batch => batch.Processed)), ("numberRetries", 0), ("apiVersion", definition.ApiVersion),
            ("assignmentRuleId", definition.AssignmentRuleId), ("numberRecordsFailed", batches.Sum(batch => batch.Failed)),
            ("totalProcessingTime", milliseconds), ("apiActiveProcessingTime", milliseconds), ("apexProcessingTime", 0),
        ];
    }

    private static List<(string Name, object? Value)> Members(BulkBatch batch) =>
    [
        ("id", batch.Id), ("jobId", batch.JobId), ("state", batch.State), ("stateMessage", batch.Message), ("createdDate", batch.Created), ("systemModstamp", batch.Modified),
        ("numberRecordsProcessed", batch.Processed), ("numberRecordsFailed", batch.Failed), ("totalProcessingTime", batch.Milliseconds),
        ("apiActiveProcessingTime", batch.Milliseconds), ("apexProcessingTime", 0),
    ];

    private static Answer Single(bool json, int status, string name, List<(string Name, object? Value)> members) =>
        json ? Answer.Json(status, writer => Json(writer, members)) : Xml(status, name, Elements(members));

    private static void Json(Utf8JsonWriter writer, List<(string Name, object? Value)> members)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in members)
        {
            writer.WritePropertyName(name);
            switch (value)
            {
                case null:
                    writer.WriteNullValue();
                    break;
                case int number:
                    writer.WriteNumberValue(number);
                    break;
                case decimal version:
                    RecordJson.Number(writer, (double)version);
                    break;
                case DateTimeOffset moment:
                    writer.WriteStringValue(RecordJson.Moment(ValueReader.Stamp(moment)));
                    break;
                default:
                    writer.WriteStringValue(value.ToString());
                    break;
            }
        }
        writer.WriteEndObject();
    }

    private static string Elements(List<(string Name, object? Value)> members)
    {
        StringBuilder text = new();
        foreach ((string name, object? value) in members)
        {
            string? shown = value switch
            {
                null => null,
                decimal version => version.ToString("0.0", CultureInfo.InvariantCulture),
                DateTimeOffset moment => ValueReader.Stamp(moment),
                _ => SecurityElement.Escape(Convert.ToString(value, CultureInfo.InvariantCulture)),
            };
            if (shown is not null)
                text.Append("\n <").Append(name).Append('>').Append(shown).Append("</").Append(name).Append('>');
        }
        return text.Append('\n').ToString();
    }

    private static Answer Xml(int status, string root, string content) =>
        Answer.Text(status, $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><{root}\n   xmlns=\"{Namespace}\">{content}</{root}>", XmlType);
}
