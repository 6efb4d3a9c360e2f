using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SalesforceLinq.Http;
using SalesforceLinq.Tests.Registration;

namespace SalesforceLinq.Tests.Diagnostics;

/// <summary>Logs, spans and numbers of contexts as OpenTelemetry's in-memory exporter and a collecting logger see them.</summary>
public sealed class ContextTelemetryTests(ShopOrg shop) : IClassFixture<ShopOrg>
{
    [Fact]
    public async Task Query_is_a_span_with_its_pages_below_it_and_its_values_hidden()
    {
        await using ShopContext context = Context();
        List<Activity> spans = await TracedAsync(async () =>
        {
            await foreach (ShopAccount account in context.Accounts.Where(account => account.Name != "hidden value").AsAsyncEnumerable())
                account.Id.Should().NotBeNull();
        });

        Activity query = spans.Single(span => span.Source.Name == "SalesforceLinq");
        query.DisplayName.Should().Be("SELECT Account");
        query.Kind.Should().Be(ActivityKind.Client);
        query.GetTagItem("db.system.name").Should().Be("salesforce");
        query.GetTagItem("db.collection.name").Should().Be("Account");
        query.GetTagItem("db.operation.name").Should().Be("SELECT");
        query.GetTagItem("db.query.text").Should().Be("SELECT Id, Name, AnnualRevenue FROM Account WHERE Name != ?");
        query.GetTagItem("db.response.returned_rows").Should().Be(10L);
        query.GetTagItem("server.address").Should().Be(shop.Org.Url.Host);
        spans.Where(span => span.Source.Name == "SalesforceLinq.Http").Should().NotBeEmpty().And.OnlyContain(span => span.ParentSpanId == query.SpanId);
    }

    [Fact]
    public async Task Failed_query_is_a_span_with_the_error_code()
    {
        await using ShopContext context = Context();
        List<Activity> spans = await TracedAsync(async () =>
        {
            Func<Task> query = () => context.Accounts.FromSoql($"SELECT Nonsense__c FROM Account").ToListAsync();
            await query.Should().ThrowAsync<Exception>();
        });
        Activity query = spans.Single(span => span.Source.Name == "SalesforceLinq");
        query.Status.Should().Be(ActivityStatusCode.Error);
        query.GetTagItem("error.type").Should().Be("INVALID_FIELD");
    }

    [Fact]
    public async Task Save_is_a_span_with_its_records_and_calls()
    {
        await using ShopContext context = Context();
        context.Accounts.AddRange([new ShopAccount { Name = "One" }, new ShopAccount { Name = "Two" }]);
        List<Activity> spans = await TracedAsync(() => context.SaveChangesAsync());
        Activity save = spans.Single(span => span.Source.Name == "SalesforceLinq");
        save.DisplayName.Should().Be("SaveChanges");
        save.GetTagItem("db.operation.batch.size").Should().Be(2);
        save.GetTagItem("salesforce.api_calls").Should().Be(1);
        spans.Should().ContainSingle(span => span.Source.Name == "SalesforceLinq.Http" && span.ParentSpanId == save.SpanId);
        context.Accounts.RemoveRange([.. context.Accounts.Local]);
        await context.SaveChangesAsync();
    }

    [Fact]
    public async Task Numbers_tell_of_rows_and_records()
    {
        List<Metric> metrics = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("SalesforceLinq*").AddInMemoryExporter(metrics).Build();
        await using ShopContext context = Context();
        (await context.Accounts.ToListAsync()).Should().HaveCount(10);
        meters.ForceFlush();
        metrics.Select(metric => metric.Name).Should().Contain(["db.client.operation.duration", "salesforce.query.rows", "salesforce.client.requests"]);
        long rows = 0;
        foreach (ref readonly MetricPoint point in metrics.Single(metric => metric.Name == "salesforce.query.rows").GetMetricPoints())
        {
            // The meter is the process's: other tests tell it of their orgs.
            if (IsTagged(point, "db.collection.name", "Account") && IsTagged(point, "server.address", shop.Org.Url.Host))
                rows += point.GetSumLong();
        }

        rows.Should().BeGreaterThanOrEqualTo(10);
    }

    [Fact]
    public async Task Log_shows_soql_without_its_values_unless_it_may()
    {
        (await LogAsync(shows: false)).Should().Contain("Executed query (0 rows").And.Contain("WHERE Name = ?").And.NotContain("Nobody & Sons");
        (await LogAsync(shows: true)).Should().Contain("WHERE Name = 'Nobody & Sons'");
    }

    [Fact]
    public async Task Log_tells_of_saves_and_of_refusals_by_their_code()
    {
        FakeLogCollector collector = new();
        await using ShopContext context = Context(builder => builder.UseLoggerFactory(Loggers(collector)));
        ShopAccount account = new() { Name = "Logged" };
        context.Accounts.Add(account);
        await context.SaveChangesAsync();
        context.Accounts.Add(new ShopAccount { Name = new string('y', 300) });
        Func<Task> save = () => context.SaveChangesAsync();
        await save.Should().ThrowAsync<SaveFailedException>();

        collector.GetSnapshot().Where(line => line.Category == "SalesforceLinq.Saving").Select(line => (line.Level, line.Message[..27])).Should().Equal(
            (LogLevel.Information, "Saved 1 records in 1 API ca"), (LogLevel.Error, "A save failed (STRING_TOO_L"));
        string.Join('\n', collector.GetSnapshot().Select(line => line.Message)).Should().NotContain("yyyy");
        context.ChangeTracker.Clear();
        context.Accounts.Remove(account);
        await context.SaveChangesAsync();
    }

    private async Task<string> LogAsync(bool shows)
    {
        FakeLogCollector collector = new();
        await using ShopContext context = Context(builder => builder.UseLoggerFactory(Loggers(collector)).EnableSensitiveDataLogging(shows));
        await context.Accounts.Where(account => account.Name == "Nobody & Sons").ToListAsync();
        return string.Join('\n', collector.GetSnapshot().Select(line => $"{line.Category} {line.Message}"));
    }

    private static ILoggerFactory Loggers(FakeLogCollector collector) =>
        LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(collector)));

    // Other tests of the process make spans too: those of this test belong to its trace.
    private static async Task<List<Activity>> TracedAsync(Func<Task> work)
    {
        List<Activity> spans = [];
        using TracerProvider tracing = Sdk.CreateTracerProviderBuilder().AddSource("SalesforceLinq*", "Test").AddInMemoryExporter(spans).Build();
        using ActivitySource source = new("Test");
        ActivityTraceId trace;
        using (Activity test = source.StartActivity("test")!)
        {
            trace = test.TraceId;
            await work();
        }

        return [.. spans.Where(span => span.TraceId == trace)];
    }

    private ShopContext Context(Func<SalesforceContextOptionsBuilder<ShopContext>, SalesforceContextOptionsBuilder<ShopContext>>? configure = null)
    {
        SalesforceContextOptionsBuilder<ShopContext> builder = new SalesforceContextOptionsBuilder<ShopContext>().UseOrg(new AccessTokenCredential(shop.Org.Url, shop.Org.AccessToken));
        return new ShopContext((configure?.Invoke(builder) ?? builder).Options);
    }

    private static bool IsTagged(in MetricPoint point, string name, object value)
    {
        foreach (KeyValuePair<string, object?> tag in point.Tags)
        {
            if (tag.Key == name)
                return Equals(tag.Value, value);
        }

        return false;
    }
}
