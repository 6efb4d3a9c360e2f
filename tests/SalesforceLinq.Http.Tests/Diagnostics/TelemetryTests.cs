using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Testing;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http.Diagnostics;

namespace SalesforceLinq.Http.Tests.Diagnostics;

/// <summary>Logs, spans and numbers as OpenTelemetry's in-memory exporter and a collecting logger see them.</summary>
public sealed class TelemetryTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Request_is_one_client_span_however_often_it_is_sent()
    {
        List<Activity> spans = [];
        using TracerProvider tracing = Sdk.CreateTracerProviderBuilder().AddSource("SalesforceLinq*", "Test").AddInMemoryExporter(spans).Build();
        using var source = new ActivitySource("Test");
        ActivityTraceId trace;
        await using SalesforceClient client = NewClient();
        using (Activity test = source.StartActivity("test")!)
        {
            trace = test.TraceId;
            Org.Faults.Next(Fault.ServiceUnavailable, on: target => target.Path.EndsWith("/query", StringComparison.Ordinal));
            await client.QueryPageAsync("SELECT Id FROM Account WHERE Name = 'secret value'");
        }

        Activity span = spans.Should().ContainSingle(span => span.TraceId == trace && span.Source.Name == "SalesforceLinq.Http").Subject;
        span.DisplayName.Should().Be("GET query");
        span.Kind.Should().Be(ActivityKind.Client);
        span.Events.Should().ContainSingle(happened => happened.Name == "retry");
        span.GetTagItem("http.request.method").Should().Be("GET");
        span.GetTagItem("http.response.status_code").Should().Be(200);
        span.GetTagItem("http.request.resend_count").Should().Be(1);
        span.GetTagItem("server.address").Should().Be(Org.Url.Host);
        span.GetTagItem("server.port").Should().Be(Org.Url.Port);
        span.GetTagItem("url.full").Should().Be($"{Org.Url.GetLeftPart(UriPartial.Authority)}/services/data/v66.0/query");
        span.TagObjects.Select(tag => tag.Value?.ToString()).Should().NotContain(value => value!.Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Failed_request_is_a_span_with_the_error_code()
    {
        List<Activity> spans = [];
        using TracerProvider tracing = Sdk.CreateTracerProviderBuilder().AddSource("SalesforceLinq.Http", "Test").AddInMemoryExporter(spans).Build();
        using var source = new ActivitySource("Test");
        ActivityTraceId trace;
        using (Activity test = source.StartActivity("test")!)
        {
            trace = test.TraceId;
            Func<Task> query = () => Client.QueryPageAsync("SELECT Nonsense FROM Account");
            await query.Should().ThrowAsync<SalesforceApiException>();
        }

        Activity span = spans.Single(span => span.TraceId == trace && span.Source.Name == "SalesforceLinq.Http");
        span.Status.Should().Be(ActivityStatusCode.Error);
        span.GetTagItem("error.type").Should().Be("INVALID_FIELD");
        span.GetTagItem("http.response.status_code").Should().Be(400);
    }

    [Fact]
    public async Task Numbers_tell_of_requests_repeats_sessions_and_calls_left()
    {
        const string Host = "numbers.my.salesforce.com";
        List<Metric> metrics = [];
        using MeterProvider meters = Sdk.CreateMeterProviderBuilder().AddMeter("SalesforceLinq*").AddInMemoryExporter(metrics).Build();
        StubOrg org = new StubOrg()
            .Answers("""[{"message":"busy","errorCode":"SERVER_UNAVAILABLE"}]""", System.Net.HttpStatusCode.ServiceUnavailable)
            .Answers("""{"totalSize":2,"done":true,"records":[{"attributes":{"type":"Account"},"Name":"A"},{"attributes":{"type":"Account"},"Name":"B"}]}""",
                change: answer => answer.Headers.Add("Sforce-Limit-Info", "api-usage=18/5000"));
        await using SalesforceClient client = org.Client(new AccessTokenCredential("https://" + Host, "token"));
        int rows = 0;
        await foreach (var _ in client.QueryAsync("SELECT Name FROM Account"))
            rows++;
        meters.ForceFlush();

        rows.Should().Be(2);
        Sum("salesforce.client.requests").Should().Be(2);
        Sum("salesforce.client.retries").Should().Be(1);
        Sum("salesforce.client.sessions").Should().Be(1);
        Points("salesforce.client.request.duration", Host).Sum(point => point.GetHistogramCount()).Should().Be(1);
        Points("salesforce.client.api_calls.used", Host).Single().GetGaugeLastValueLong().Should().Be(18);
        Points("salesforce.client.api_calls.remaining", Host).Single().GetGaugeLastValueLong().Should().Be(4_982);
        Sum("salesforce.client.query.pages").Should().Be(1);
        Sum("salesforce.client.query.rows").Should().Be(2);

        long Sum(string name) => Points(name, Host).Sum(point => point.GetSumLong());

        List<MetricPoint> Points(string name, string server)
        {
            List<MetricPoint> points = [];
            foreach (ref readonly MetricPoint point in metrics.Last(metric => metric.Name == name).GetMetricPoints())
            {
                bool wanted = false;
                foreach (KeyValuePair<string, object?> tag in point.Tags)
                    wanted |= tag.Key == "server.address" && (string?)tag.Value == server;
                if (wanted)
                    points.Add(point);
            }

            return points;
        }
    }

    [Fact]
    public async Task Log_tells_of_sessions_repeats_and_refusals_but_of_no_token_and_no_value()
    {
        FakeLogCollector collector = new();
        using ILoggerFactory loggers = LoggerFactory.Create(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(new FakeLoggerProvider(collector)));
        await using SalesforceClient client = NewClient(OrgFixture.Patient with { LoggerFactory = loggers });
        Org.Faults.Next(Fault.ServiceUnavailable, on: target => target.Path.EndsWith("/query", StringComparison.Ordinal));
        await client.QueryPageAsync("SELECT Id FROM Account WHERE Name = 'private name'");
        Func<Task> refused = () => client.SObject("Contact").CreateAsync(new { LastName = new string('x', 300) });
        await refused.Should().ThrowAsync<SalesforceApiException>();
        Org.Faults.Next(Fault.ExpiredSession);
        await client.GetLimitsAsync();

        IReadOnlyList<FakeLogRecord> log = collector.GetSnapshot();
        log.Should().Contain(line => line.Category == "SalesforceLinq.Http.Sessions" && line.Level == LogLevel.Information && line.Message.EndsWith("begins.", StringComparison.Ordinal));
        log.Should().Contain(line => line.Message.Contains("has ended; signing in again", StringComparison.Ordinal));
        log.Should().Contain(line => line.Level == LogLevel.Warning && line.Message.Contains("GET /services/data/v66.0/query failed in passing (SERVER_UNAVAILABLE)", StringComparison.Ordinal));
        log.Should().Contain(line => line.Level == LogLevel.Warning && line.Message.Contains("(STRING_TOO_LONG)", StringComparison.Ordinal));
        log.Should().Contain(line => line.Level == LogLevel.Debug && line.Message.StartsWith("GET /services/data/v66.0/limits answered 200", StringComparison.Ordinal));
        string all = string.Join('\n', log.Select(line => $"{line.Message} {line.Exception} {string.Join(' ', line.StructuredState ?? [])}"));
        all.Should().NotContain("private name").And.NotContain("xxxx").And.NotContain(Org.ClientSecret).And.NotContain(Org.AccessToken).And.NotContain("Bearer");
    }

    [Theory]
    [InlineData("/services/data/v66.0/sobjects/Contact/003000000000001AAA", "sobjects")]
    [InlineData("/services/data/v66.0/query", "query")]
    [InlineData("/services/data/v66.0/", "resources")]
    [InlineData("/services/data/v66.0", "resources")]
    [InlineData("/services/data", "data")]
    [InlineData("/services/apexrest/Orders/7", "apexrest")]
    [InlineData("/id/00D/005", "id")]
    [InlineData("/", "resources")]
    public void Span_is_named_after_the_resource_and_not_after_what_is_asked_of_it(string path, string resource) =>
        ClientTelemetry.ResourceOf(path).Should().Be(resource);
}
