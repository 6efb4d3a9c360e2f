using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Time.Testing;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>What a query means depends on who asks: his time zone, his locale, his org's fiscal year; and some queries leave a mark.</summary>
public sealed class QueryMeaningTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2024, 10, 8, 23, 30, 0, TimeSpan.Zero));
    private EmulatedOrg _org = null!;
    private OrgClient _client = null!;

    public async Task InitializeAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            Clock = _clock,
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            FiscalYearStartMonth = 4,
            SampleData = SampleData.None,
        });
        _client = new OrgClient(_org);
    }

    public async Task DisposeAsync()
    {
        _client.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task Today_is_the_day_of_the_users_zone_and_moves_with_it()
    {
        // In Berlin it is half past one on the ninth already.
        await _client.CreateAsync("Opportunity", """{"Name":"Eighth","StageName":"Prospecting","CloseDate":"2024-10-08"}""");
        await _client.CreateAsync("Opportunity", """{"Name":"Ninth","StageName":"Prospecting","CloseDate":"2024-10-09"}""");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE CloseDate = TODAY")).Should().Equal("Ninth");
        await SetUserAsync("""{"TimeZoneSidKey":"America/New_York"}""");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE CloseDate = TODAY")).Should().Equal("Eighth");
        JsonElement row = (await _client.QueryAsync("SELECT HOUR_IN_DAY(convertTimezone(CreatedDate)) h, HOUR_IN_DAY(CreatedDate) u FROM Opportunity GROUP BY HOUR_IN_DAY(convertTimezone(CreatedDate)), HOUR_IN_DAY(CreatedDate)"))
            .GetProperty("records")[0];
        row.GetProperty("h").GetInt32().Should().Be(19);
        row.GetProperty("u").GetInt32().Should().Be(23);
    }

    [Fact]
    public async Task Week_and_format_are_those_of_the_users_locale()
    {
        await _client.CreateAsync("Opportunity", """{"Name":"Sunday","StageName":"Prospecting","CloseDate":"2024-10-06","Amount":1234.5}""");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE CloseDate = THIS_WEEK")).Should().Equal(["Sunday"], "weeks begin on Sunday in the United States");
        (await FormattedAsync()).Should().Be("$1,234.50 10/6/2024");
        await SetUserAsync("""{"LocaleSidKey":"de_DE"}""");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE CloseDate = THIS_WEEK")).Should().BeEmpty("weeks begin on Monday in Germany");
        (await FormattedAsync()).Should().Be("USD 1.234,50 06.10.2024");
    }

    [Fact]
    public async Task Fiscal_year_begins_in_the_month_of_the_option()
    {
        foreach (string day in (string[])["2024-03-31", "2024-04-01", "2024-12-31", "2025-03-31", "2025-04-01"])
            await _client.CreateAsync("Opportunity", $$"""{"Name":"{{day}}","StageName":"Prospecting","CloseDate":"{{day}}"}""");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE CloseDate = THIS_FISCAL_YEAR ORDER BY CloseDate")).Should().Equal("2024-04-01", "2024-12-31", "2025-03-31");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE FISCAL_YEAR(CloseDate) = 2025 ORDER BY CloseDate")).Should().Equal("2024-04-01", "2024-12-31", "2025-03-31");
        (await NamesAsync("SELECT Name FROM Opportunity WHERE FiscalYear = 2025 AND FiscalQuarter = 3")).Should().Equal("2024-12-31");
        (await NamesAsync("SELECT Fiscal Name FROM Opportunity WHERE CloseDate = 2025-04-01", "Fiscal")).Should().BeEmpty("an alias is for aggregates alone");
        (await NamesAsync("SELECT Fiscal FROM Opportunity WHERE CloseDate = 2025-04-01", "Fiscal")).Should().Equal("2026 1");
        (await _client.QueryAsync("SELECT FiscalYearStartMonth FROM Organization")).GetProperty("records")[0].GetProperty("FiscalYearStartMonth").GetInt32().Should().Be(4);
    }

    [Fact]
    public async Task Viewed_and_referenced_records_are_remembered_and_not_changed()
    {
        string first = await _client.CreateAsync("Account", """{"Name":"First"}""");
        string second = await _client.CreateAsync("Account", """{"Name":"Second"}""");
        JsonElement before = await _client.GetAsync("/sobjects/Account/" + first);
        (await NamesAsync("SELECT Name FROM Account USING SCOPE mru")).Should().BeEmpty();
        _clock.Advance(TimeSpan.FromMinutes(5));
        (await NamesAsync($"SELECT Name FROM Account WHERE Id = '{first}' FOR VIEW")).Should().Equal("First");
        (await NamesAsync($"SELECT Name FROM Account WHERE Id = '{second}' FOR REFERENCE")).Should().Equal("Second");
        JsonElement viewed = await _client.GetAsync("/sobjects/Account/" + first);
        viewed.GetProperty("LastViewedDate").GetString().Should().Be("2024-10-08T23:35:00.000+0000").And.Be(viewed.GetProperty("LastReferencedDate").GetString());
        viewed.GetProperty("SystemModstamp").GetString().Should().Be(before.GetProperty("SystemModstamp").GetString());
        JsonElement referenced = await _client.GetAsync("/sobjects/Account/" + second);
        referenced.GetProperty("LastViewedDate").ValueKind.Should().Be(JsonValueKind.Null);
        referenced.GetProperty("LastReferencedDate").ValueKind.Should().Be(JsonValueKind.String);
        (await NamesAsync("SELECT Name FROM Account USING SCOPE mru ORDER BY Name")).Should().Equal("First", "Second");
    }

    [Fact]
    public async Task Explain_gives_the_plans_the_cheapest_first()
    {
        string id = await _client.CreateAsync("Account", """{"Name":"Explained"}""");
        JsonElement plans = (await _client.GetAsync("/query?explain=" + Uri.EscapeDataString($"SELECT Id FROM Account WHERE Id = '{id}' AND Name = 'x'"))).GetProperty("plans");
        plans.EnumerateArray().Select(plan => plan.GetProperty("leadingOperationType").GetString()).Should().Equal("Index", "TableScan");
        plans[0].GetProperty("fields")[0].GetString().Should().Be("Id");
        plans[0].GetProperty("relativeCost").GetDouble().Should().BeLessThan(plans[1].GetProperty("relativeCost").GetDouble());
        plans[1].GetProperty("notes").EnumerateArray().Select(note => note.GetProperty("fields")[0].GetString()).Should().Equal("IsDeleted", "Name");
        (int status, JsonElement body, _) = await _client.SendAsync("GET", "/query?explain=SELECT");
        status.Should().Be(400);
        body[0].GetProperty("errorCode").GetString().Should().Be("MALFORMED_QUERY");
    }

    [Fact]
    public async Task Time_zone_that_no_system_has_is_refused_at_the_start()
    {
        TimeZoneInfo invented = TimeZoneInfo.CreateCustomTimeZone("Nowhere", TimeSpan.FromHours(3), "Nowhere", "Nowhere");
        Func<Task> start = async () => await EmulatedOrg.StartAsync(new EmulatedOrgOptions { TimeZone = invented });
        (await start.Should().ThrowAsync<ArgumentException>()).WithMessage("The time zone 'Nowhere' is none of this system.*");
        start = async () => await EmulatedOrg.StartAsync(new EmulatedOrgOptions { FiscalYearStartMonth = 13 });
        await start.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Odd_requests_over_http_are_answered() => Gen.Select(Gen.String[0, 60], Gen.String[0, 60], Gen.Int[0, 5]).Sample(
        (path, text, kind) =>
        {
            string odd = Uri.EscapeDataString(text.Replace('\ud800', 'x'));
            (int status, JsonElement body, _) = (kind switch
            {
                0 => _client.SendAsync("GET", "/query?q=" + odd),
                1 => _client.SendAsync("POST", "/sobjects/Account", text),
                2 => _client.SendAsync("PATCH", $"/sobjects/Account/{Uri.EscapeDataString(path)}/x", "{}"),
                3 => _client.SendAsync("GET", "/sobjects/" + Uri.EscapeDataString(path)),
                4 => _client.SendAsync("POST", "/composite", text),
                _ => _client.SendAsync("GET", "/query/" + odd),
            }).GetAwaiter().GetResult();
            return status < 500 && !body.ToString().Contains("   at ", StringComparison.Ordinal);
        },
        iter: 1_500, threads: 1);

    private async Task SetUserAsync(string json)
    {
        string user = (await _client.QueryAsync("SELECT Id FROM User WHERE Username = 'admin@example.com'")).GetProperty("records")[0].GetProperty("Id").GetString()!;
        (await _client.SendAsync("PATCH", "/sobjects/User/" + user, json)).Status.Should().Be(204);
    }

    private async Task<string> FormattedAsync()
    {
        JsonElement row = (await _client.QueryAsync("SELECT FORMAT(Amount) a, FORMAT(CloseDate) d FROM Opportunity")).GetProperty("records")[0];
        return $"{row.GetProperty("a").GetString()} {row.GetProperty("d").GetString()}";
    }

    private async Task<List<string?>> NamesAsync(string soql, string field = "Name")
    {
        JsonElement answer = await _client.QueryAsync(soql);
        return answer.ValueKind == JsonValueKind.Array ? [] : [.. answer.GetProperty("records").EnumerateArray().Select(row => row.GetProperty(field).GetString())];
    }
}
