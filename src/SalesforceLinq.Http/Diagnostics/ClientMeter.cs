using System.Diagnostics;
using System.Diagnostics.Metrics;

namespace SalesforceLinq.Http.Diagnostics;

/// <summary>The numbers of all clients of the process, under the meter <c>SalesforceLinq.Http</c>.</summary>
internal static class ClientMeter
{
    /// <summary>Name of the meter and of the source of spans.</summary>
    public const string Name = "SalesforceLinq.Http";

    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "salesforce.client.request.duration", "s", "Time from a call of the client to its answer's headers, repeats and waits included.");

    private static readonly Counter<long> Requests = Meter.CreateCounter<long>(
        "salesforce.client.requests", "{request}", "Requests sent to orgs, repeats included, sign-ins not.");

    private static readonly Counter<long> Retries = Meter.CreateCounter<long>(
        "salesforce.client.retries", "{request}", "Requests sent again after a failure in passing.");

    private static readonly Counter<long> Sessions = Meter.CreateCounter<long>(
        "salesforce.client.sessions", "{session}", "Sessions begun, by signing in or with a token at hand.");

    private static readonly Counter<long> Pages = Meter.CreateCounter<long>(
        "salesforce.client.query.pages", "{page}", "Pages of query results asked for, those of child lists included.");

    private static readonly Counter<long> Rows = Meter.CreateCounter<long>(
        "salesforce.client.query.rows", "{row}", "Rows handed out by the client's own query streams.");

    private static readonly Gauge<int> CallsUsed = Meter.CreateGauge<int>(
        "salesforce.client.api_calls.used", "{call}", "API calls all programs made in the last 24 hours, as the org last told.");

    private static readonly Gauge<int> CallsLeft = Meter.CreateGauge<int>(
        "salesforce.client.api_calls.remaining", "{call}", "API calls left of the last 24 hours, as the org last told.");

    public static void Request(in TagList tags) => Requests.Add(1, tags);

    public static void Done(TimeSpan elapsed, in TagList tags) => Duration.Record(elapsed.TotalSeconds, tags);

    public static void Retry(in TagList tags) => Retries.Add(1, tags);

    public static void Session(string server) => Sessions.Add(1, Of(server));

    public static void Page(string server) => Pages.Add(1, Of(server));

    public static void Row(string server) => Rows.Add(1, Of(server));

    public static void Usage(int used, int left, string server)
    {
        CallsUsed.Record(used, Of(server));
        CallsLeft.Record(left, Of(server));
    }

    private static KeyValuePair<string, object?> Of(string server) => new(Conventions.Server, server);
}
