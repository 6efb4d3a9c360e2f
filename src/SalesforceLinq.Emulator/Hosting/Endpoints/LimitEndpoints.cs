using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Limits and record counts.</summary>
internal sealed class LimitEndpoints(OrgServices org)
{
    private static readonly (string Name, int Max)[] Constant =
    [
        ("DailyAsyncApexExecutions", 250_000), ("DailyBulkApiBatches", 15_000), ("DailyBulkV2QueryJobs", 10_000), ("DailyBulkV2QueryFileStorageMB", 976_562),
        ("DailyGenericStreamingApiEvents", 10_000), ("DailyStreamingApiEvents", 10_000), ("DailyWorkflowEmails", 1_000), ("DataStorageMB", 1_024),
        ("FileStorageMB", 1_024), ("HourlyAsyncReportRuns", 1_200), ("HourlyDashboardRefreshes", 200), ("HourlySyncReportRuns", 500),
        ("HourlyTimeBasedWorkflow", 50), ("MassEmail", 10), ("SingleEmail", 15), ("StreamingApiConcurrentClients", 20),
    ];

    public void Map(Router router)
    {
        router.Map("GET", "limits", _ => new ValueTask<Answer>(Limits()));
        router.Map("GET", "limits/recordCount", CountAsync);
    }

    private Answer Limits() => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        Limit(writer, "DailyApiRequests", org.Usage.Max, org.Usage.Max - org.Usage.Used);
        foreach ((string name, int max) in Constant)
            Limit(writer, name, max, max);
        writer.WriteEndObject();
    });

    private static void Limit(Utf8JsonWriter writer, string name, int max, int remaining)
    {
        writer.WriteStartObject(name);
        writer.WriteNumber("Max", max);
        writer.WriteNumber("Remaining", remaining);
        writer.WriteEndObject();
    }

    private ValueTask<Answer> CountAsync(Call call)
    {
        List<ObjectSchema> objects = call.Query["sObjects"] is { Length: > 0 } names
            ? [.. names.Split(',', StringSplitOptions.TrimEntries).Select(org.Schema.Find).OfType<ObjectSchema>()]
            : [.. org.Schema.Objects];
        return org.ReadAsync(call, connection => Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteStartArray("sObjects");
            foreach (ObjectSchema schema in objects)
            {
                writer.WriteStartObject();
                writer.WriteNumber("count", (long)connection.Scalar($"SELECT count(*) FROM {RecordTable.Quoted(schema.Name)} WHERE \"IsDeleted\" = 0")!);
                writer.WriteString("name", schema.Name);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
