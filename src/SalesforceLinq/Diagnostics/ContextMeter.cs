using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SalesforceLinq.Diagnostics;

/// <summary>The numbers of all contexts of the process, under the meter <c>SalesforceLinq</c>.</summary>
internal static class ContextMeter
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "SalesforceLinq";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "db.client.operation.duration", "s", "Time of a query from its first request to its last row, or of a save.");

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>("salesforce.query.rows", "{row}", "Rows that queries handed out.");

    private static readonly Counter<long> Records = Meter.CreateCounter<long>("salesforce.save.records", "{record}", "Records that saves wrote.");

    private static readonly Counter<long> Calls = Meter.CreateCounter<long>("salesforce.save.api_calls", "{call}", "API calls that saves made.");

    public static void Query(TimeSpan elapsed, long rows, in TagList tags)
    {
        Duration.Record(elapsed.TotalSeconds, tags);
        Rows.Add(rows, tags);
    }

    public static void Save(TimeSpan elapsed, int records, int apiCalls, in TagList tags)
    {
        Duration.Record(elapsed.TotalSeconds, tags);
        Records.Add(records, tags);
        Calls.Add(apiCalls, tags);
    }
}
