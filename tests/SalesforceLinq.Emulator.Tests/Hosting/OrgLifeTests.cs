using Microsoft.Extensions.Time.Testing;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class OrgLifeTests : IAsyncLifetime
{
    private EmulatedOrg _org = null!;
    private OrgClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        _client = new OrgClient(_org);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task Session_dies_two_hours_after_its_last_use()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Clock = clock });
        using OrgClient client = new(org);
        clock.Advance(TimeSpan.FromMinutes(119));
        (await client.SendAsync("GET", "/limits")).Status.Should().Be(200);
        clock.Advance(TimeSpan.FromMinutes(121));
        (await client.SendAsync("GET", "/limits")).Status.Should().Be(401);
    }

    [Fact]
    public async Task Daily_allowance_runs_out_and_comes_back()
    {
        FakeTimeProvider clock = new(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero));
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Clock = clock, DailyApiRequests = 2 });
        using OrgClient client = new(org);
        await client.SendAsync("GET", "/limits");
        (await client.GetAsync("/limits")).GetProperty("DailyApiRequests").GetRawText().Should().Be("""{"Max":2,"Remaining":0}""");
        (await client.SendAsync("GET", "/limits")).Status.Should().Be(403);
        clock.Advance(TimeSpan.FromHours(25));
        using OrgClient later = new(org);
        (await later.SendAsync("GET", "/limits")).Status.Should().Be(200);
    }

    [Fact]
    public async Task Reset_puts_the_org_back_to_its_start()
    {
        await _client.CreateAsync("Account", """{"Name":"Gone"}""");
        await _org.ResetAsync();
        _org.Requests.Should().BeEmpty();
        using OrgClient client = new(_org);
        (await client.QueryAsync("SELECT COUNT() FROM Account")).GetProperty("totalSize").GetInt32().Should().Be(0);
        (await client.QueryAsync("SELECT Username FROM User")).GetProperty("records")[0].GetProperty("Username").GetString().Should().Be("admin@example.com");
    }

    [Fact]
    public async Task Org_may_be_stopped_twice()
    {
        EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        await org.DisposeAsync();
        await org.Invoking(stopped => stopped.DisposeAsync().AsTask()).Should().NotThrowAsync();
    }

    [Fact]
    public async Task Log_tells_of_requests_in_its_own_name_and_as_long_as_somebody_listens()
    {
        List<(object? Sender, LoggedRequest Request)> told = [];
        void Note(object? sender, LoggedRequest request) => told.Add((sender, request));
        _org.Requests.Added += Note;
        await _client.GetAsync("/limits");
        _org.Requests.Added -= Note;
        await _client.GetAsync("/limits");
        told.Should().ContainSingle().Which.Should().Be((_org.Requests, _org.Requests.First()));
    }

    [Theory]
    [InlineData("/services/oauth2/userinfo?access_token=HUSH-1&oauth_token=HUSH-2", 2)]
    [InlineData("/services/oauth2/revoke?access_token=a&token=HUSH&x=seen", 2)]
    [InlineData("/services/oauth2/revoke?token=HUSH-1&token=HUSH-2", 2)]
    [InlineData("/services/oauth2/token?grant_type=x&client_id=seen&client_secret=HUSH", 1)]
    [InlineData("/services/oauth2/token?refresh_token=HUSH&password=HUSH&assertion=HUSH&code_verifier=HUSH", 4)]
    [InlineData("/secur/frontdoor.jsp?sid=HUSH&retURL=seen", 1)]
    [InlineData("/services/oauth2/userinfo?access%5Ftoken=HUSH", 1)]
    public async Task Log_shows_no_secret_of_a_query_string(string path, int secrets)
    {
        using HttpClient http = new(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = _org.Url };
        await http.GetAsync(new Uri(_org.Url, path));
        string logged = _org.Requests.Single().Path;
        logged.Should().NotContain("HUSH");
        logged.Split("***").Should().HaveCount(secrets + 1);
        logged.Contains("seen", StringComparison.Ordinal).Should().Be(path.Contains("seen", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Apex_resource_is_answered_by_its_delegate()
    {
        _org.Apex.Map("POST", "Cases/*", call => new { call.Path, call.Body });
        (await _client.SendAsync("POST", "/services/apexrest/Cases/1", """{"a":1}""")).Body.GetRawText().Should().Be("""{"Path":"Cases/1","Body":"{\u0022a\u0022:1}"}""");
        (await _client.SendAsync("GET", "/services/apexrest/Nothing")).Status.Should().Be(404);
    }
}
