using Microsoft.Extensions.Time.Testing;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Tests.Transport;

public sealed class UsageTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 24, 23, 0, 0, TimeSpan.Zero));

    [Fact]
    public void Used_calls_never_go_back_within_a_day()
    {
        var usage = new UsageCounter(_clock);
        usage.Read("api-usage=73995/100000");
        usage.Read("api-usage=73994/100000");
        usage.Snapshot().Used.Should().Be(73995);
        usage.Snapshot().Remaining.Should().Be(26005);
        _clock.Advance(TimeSpan.FromHours(2));
        usage.Remaining().Should().BeNull();
        usage.Read("api-usage=12/100000");
        usage.Snapshot().Used.Should().Be(12);
    }

    [Fact]
    public void Apps_are_told_apart()
    {
        var usage = new UsageCounter(_clock);
        usage.Read("api-usage=18/5000; per-app-api-usage=17/250(appName=sample app)");
        usage.Read("nonsense=1/2; api-usage=99999999999/3");
        usage.Snapshot().Used.Should().Be(18);
        usage.Snapshot().Apps.Should().Equal(new AppApiUsage("sample app", 17, 250));
    }
}
