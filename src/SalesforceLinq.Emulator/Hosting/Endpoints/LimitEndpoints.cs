using System.Collections.Frozen;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Limits and record counts.</summary>
internal sealed class LimitEndpoints(OrgServices org)
{
    // What an emulated org has no use for, it has all of.
    private static readonly (string Name, int Max)[] Constant =
    [
        ("AnalyticsExternalDataSizeMB", 40_960), ("BOZosCalloutHourlyLimit", 20_000), ("ConcurrentAsyncGetReportInstances", 200), ("ConcurrentEinsteinDataInsightsStoryCreation", 5),
        ("ConcurrentEinsteinDiscoveryStoryCreation", 2), ("ConcurrentSyncReportRuns", 20), ("DailyAnalyticsDataflowJobExecutions", 60), ("DailyAnalyticsUploadedFilesSizeMB", 51_200),
        ("DailyAsyncApexExecutions", 250_000), ("DailyBulkV2QueryFileStorageMB", 976_562), ("DailyDurableGenericStreamingApiEvents", 10_000), ("DailyDurableStreamingApiEvents", 10_000),
        ("DailyEinsteinDataInsightsStoryCreation", 1_000), ("DailyEinsteinDiscoveryPredictAPICalls", 50_000), ("DailyEinsteinDiscoveryPredictionsByCDC", 500_000),
        ("DailyEinsteinDiscoveryStoryCreation", 100), ("DailyFunctionsApiCallLimit", 50_000), ("DailyGenericStreamingApiEvents", 10_000), ("DailyStandardVolumePlatformEvents", 10_000),
        ("DailyStreamingApiEvents", 10_000), ("DailyWorkflowEmails", 1_000), ("DurableStreamingApiConcurrentClients", 20), ("FileStorageMB", 1_024), ("HourlyAsyncReportRuns", 1_200),
        ("HourlyDashboardRefreshes", 200), ("HourlyDashboardResults", 5_000), ("HourlyDashboardStatuses", 999_999_999), ("HourlyLongTermIdMapping", 100_000),
        ("HourlyManagedContentPublicRequests", 50_000), ("HourlyODataCallout", 1_000), ("HourlyPublishedPlatformEvents", 50_000), ("HourlyPublishedStandardVolumePlatformEvents", 1_000),
        ("HourlyShortTermIdMapping", 100_000), ("HourlySyncReportRuns", 500), ("HourlyTimeBasedWorkflow", 50), ("MassEmail", 10), ("MonthlyEinsteinDiscoveryStoryCreation", 500),
        ("MonthlyPlatformEventsUsageEntitlement", 0), ("Package2VersionCreates", 6), ("Package2VersionCreatesWithoutValidation", 500), ("PermissionSets", 1_500),
        ("PrivateConnectOutboundCalloutHourlyLimitMB", 0), ("SingleEmail", 15), ("StreamingApiConcurrentClients", 20),
    ];

    private const int DataStorageMegabytes = 1_024;

    public void Map(Router router)
    {
        router.Map("GET", "limits", call => org.ReadAsync(call, Limits));
        router.Map("GET", "limits/recordCount", CountAsync);
    }

    private Answer Limits(StoreConnection connection) => Answer.Json(200, writer =>
    {
        (string Name, int Max, int Remaining)[] counted =
        [
            Counted("DailyApiRequests", org.Usage), Counted("DailyBulkApiBatches", org.BulkBatches), Counted("DailyBulkV2QueryJobs", org.BulkQueryJobs),
            ("DataStorageMB", DataStorageMegabytes, Math.Max(DataStorageMegabytes - Used(connection), 0)),
        ];
        writer.WriteStartObject();
        foreach ((string name, int max, int remaining) in counted.Concat(Constant.Select(limit => (limit.Name, limit.Max, limit.Max))).OrderBy(limit => limit.Item1, StringComparer.Ordinal))
            Limit(writer, name, max, remaining);
        writer.WriteEndObject();
    });

    private static (string Name, int Max, int Remaining) Counted(string name, ApiUsage usage) => (name, usage.Max, usage.Max - usage.Used);

    // Salesforce counts 2 KB for most records, whatever is in them.
    private int Used(StoreConnection connection)
    {
        long records = org.Database.Counts.Live(connection).Values.Sum();
        return (int)(records * 2 / 1024);
    }

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
            FrozenDictionary<string, long> counts = org.Database.Counts.Live(connection);
            writer.WriteStartObject();
            writer.WriteStartArray("sObjects");
            foreach (ObjectSchema schema in objects)
            {
                writer.WriteStartObject();
                writer.WriteNumber("count", counts[schema.Name]);
                writer.WriteString("name", schema.Name);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }));
    }
}
