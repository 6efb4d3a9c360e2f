using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Health;

public sealed class HealthCheckTests(OrgFixture fixture) : OrgTest(fixture)
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public async Task Healthy_org_is_asked_once_a_minute_whoever_looks()
    {
        await using ServiceProvider provider = Services();
        HealthCheckService health = provider.GetRequiredService<HealthCheckService>();
        HealthReport[] reports = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => health.CheckHealthAsync()));
        reports.Should().OnlyContain(report => report.Status == HealthStatus.Healthy);
        reports[0].Entries["salesforce"].Description.Should().MatchRegex(@"^The org answers; \d+ of \d+ API calls are left\.$");
        reports[0].Entries["salesforce"].Data.Should().ContainKeys("apiCallsRemaining", "apiCallsMax");
        Looks().Should().Be(1);

        _time.Advance(TimeSpan.FromSeconds(59));
        await health.CheckHealthAsync();
        Looks().Should().Be(1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await health.CheckHealthAsync();
        Looks().Should().Be(2);
    }

    [Fact]
    public async Task Org_in_trouble_is_unhealthy_and_not_asked_more_often_for_it()
    {
        await using ServiceProvider provider = Services();
        HealthCheckService health = provider.GetRequiredService<HealthCheckService>();
        Org.Faults.Next(Fault.ServiceUnavailable, times: 3);
        (await health.CheckHealthAsync()).Status.Should().Be(HealthStatus.Unhealthy);
        (await health.CheckHealthAsync()).Entries["salesforce"].Description.Should().StartWith("Salesforce refused");
        Looks().Should().Be(1);
    }

    [Fact]
    public async Task Look_that_was_given_up_does_not_make_the_last_result_new()
    {
        await using ServiceProvider provider = Services();
        HealthCheckService health = provider.GetRequiredService<HealthCheckService>();
        await health.CheckHealthAsync();
        _time.Advance(TimeSpan.FromMinutes(5));
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(100));
        Org.Faults.Next(Fault.SlowAnswer(TimeSpan.FromSeconds(5)));
        await health.Invoking(service => service.CheckHealthAsync(stop.Token)).Should().ThrowAsync<OperationCanceledException>();
        Org.Faults.Next(Fault.ServiceUnavailable);
        (await health.CheckHealthAsync()).Status.Should().Be(HealthStatus.Unhealthy);
    }

    [Fact]
    public async Task Few_calls_left_are_degraded()
    {
        await using EmulatedOrg small = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { DailyApiRequests = 10, SampleData = SampleData.None });
        var services = new ServiceCollection();
        services.AddLogging().AddSalesforceClient(new AccessTokenCredential(small.Url, small.AccessToken));
        services.AddHealthChecks().AddSalesforceHealthCheck(options: new SalesforceHealthCheckOptions { DegradedBelow = 0.95 });
        await using ServiceProvider provider = services.BuildServiceProvider();
        (await provider.GetRequiredService<HealthCheckService>().CheckHealthAsync()).Status.Should().Be(HealthStatus.Degraded);
    }

    [Fact]
    public void Interval_below_a_minute_is_refused()
    {
        Action add = () => new ServiceCollection().AddHealthChecks().AddSalesforceHealthCheck(options: new SalesforceHealthCheckOptions { Interval = TimeSpan.FromSeconds(5) });
        add.Should().Throw<ArgumentOutOfRangeException>();
    }

    private ServiceProvider Services()
    {
        var services = new ServiceCollection();
        services.AddSingleton<TimeProvider>(_time);
        services.AddLogging().AddSalesforceClient(new AccessTokenCredential(Org.Url, Org.AccessToken), new SalesforceClientOptions { Retry = new RetryOptions { MaxAttempts = 1 } });
        services.AddHealthChecks().AddSalesforceHealthCheck();
        return services.BuildServiceProvider();
    }

    private int Looks() => Org.Requests.Count(request => request.Path.EndsWith("/limits", StringComparison.Ordinal));
}
