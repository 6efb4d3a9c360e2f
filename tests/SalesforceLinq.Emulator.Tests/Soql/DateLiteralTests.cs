using SalesforceLinq.Emulator.Tests.Storage.Queries;

namespace SalesforceLinq.Emulator.Tests.Soql;

/// <summary>Every date literal, on Tuesday 2024-10-08, with weeks that begin on Sunday and fiscal years that begin in February.</summary>
public sealed class DateLiteralTests : IDisposable
{
    private readonly TestStore _store = new();

    [Theory]
    [InlineData("YESTERDAY", "2024-10-07", "2024-10-08")]
    [InlineData("TODAY", "2024-10-08", "2024-10-09")]
    [InlineData("TOMORROW", "2024-10-09", "2024-10-10")]
    [InlineData("LAST_WEEK", "2024-09-29", "2024-10-06")]
    [InlineData("THIS_WEEK", "2024-10-06", "2024-10-13")]
    [InlineData("NEXT_WEEK", "2024-10-13", "2024-10-20")]
    [InlineData("LAST_MONTH", "2024-09-01", "2024-10-01")]
    [InlineData("THIS_MONTH", "2024-10-01", "2024-11-01")]
    [InlineData("NEXT_MONTH", "2024-11-01", "2024-12-01")]
    [InlineData("LAST_QUARTER", "2024-07-01", "2024-10-01")]
    [InlineData("THIS_QUARTER", "2024-10-01", "2025-01-01")]
    [InlineData("NEXT_QUARTER", "2025-01-01", "2025-04-01")]
    [InlineData("LAST_YEAR", "2023-01-01", "2024-01-01")]
    [InlineData("THIS_YEAR", "2024-01-01", "2025-01-01")]
    [InlineData("NEXT_YEAR", "2025-01-01", "2026-01-01")]
    [InlineData("LAST_FISCAL_QUARTER", "2024-05-01", "2024-08-01")]
    [InlineData("THIS_FISCAL_QUARTER", "2024-08-01", "2024-11-01")]
    [InlineData("NEXT_FISCAL_QUARTER", "2024-11-01", "2025-02-01")]
    [InlineData("LAST_FISCAL_YEAR", "2023-02-01", "2024-02-01")]
    [InlineData("THIS_FISCAL_YEAR", "2024-02-01", "2025-02-01")]
    [InlineData("NEXT_FISCAL_YEAR", "2025-02-01", "2026-02-01")]
    [InlineData("LAST_90_DAYS", "2024-07-10", "2024-10-09")]
    [InlineData("NEXT_90_DAYS", "2024-10-09", "2025-01-07")]
    [InlineData("LAST_N_DAYS:3", "2024-10-05", "2024-10-09")]
    [InlineData("NEXT_N_DAYS:3", "2024-10-09", "2024-10-12")]
    [InlineData("N_DAYS_AGO:3", "2024-10-05", "2024-10-06")]
    [InlineData("LAST_N_WEEKS:2", "2024-09-22", "2024-10-06")]
    [InlineData("NEXT_N_WEEKS:2", "2024-10-13", "2024-10-27")]
    [InlineData("N_WEEKS_AGO:2", "2024-09-22", "2024-09-29")]
    [InlineData("LAST_N_MONTHS:2", "2024-08-01", "2024-10-01")]
    [InlineData("NEXT_N_MONTHS:2", "2024-11-01", "2025-01-01")]
    [InlineData("N_MONTHS_AGO:2", "2024-08-01", "2024-09-01")]
    [InlineData("LAST_N_QUARTERS:2", "2024-04-01", "2024-10-01")]
    [InlineData("NEXT_N_QUARTERS:2", "2025-01-01", "2025-07-01")]
    [InlineData("N_QUARTERS_AGO:2", "2024-04-01", "2024-07-01")]
    [InlineData("LAST_N_YEARS:2", "2022-01-01", "2024-01-01")]
    [InlineData("NEXT_N_YEARS:2", "2025-01-01", "2027-01-01")]
    [InlineData("N_YEARS_AGO:2", "2022-01-01", "2023-01-01")]
    [InlineData("LAST_N_FISCAL_QUARTERS:2", "2024-02-01", "2024-08-01")]
    [InlineData("NEXT_N_FISCAL_QUARTERS:2", "2024-11-01", "2025-05-01")]
    [InlineData("N_FISCAL_QUARTERS_AGO:2", "2024-02-01", "2024-05-01")]
    [InlineData("LAST_N_FISCAL_YEARS:2", "2022-02-01", "2024-02-01")]
    [InlineData("NEXT_N_FISCAL_YEARS:2", "2025-02-01", "2027-02-01")]
    [InlineData("N_FISCAL_YEARS_AGO:2", "2022-02-01", "2023-02-01")]
    public void Literal_means_the_days_from_the_first_to_the_day_before_the_next(string literal, string first, string next)
    {
        _store.Context = _store.Context with { FiscalYearStartMonth = 2 };
        DateOnly start = DateOnly.Parse(first, System.Globalization.CultureInfo.InvariantCulture);
        DateOnly end = DateOnly.Parse(next, System.Globalization.CultureInfo.InvariantCulture);
        foreach ((string name, DateOnly day) in new[] { ("before", start.AddDays(-1)), ("first", start), ("last", end.AddDays(-1)), ("after", end) })
            _store.Insert("Opportunity", ("Name", name), ("CloseDate", day.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture)));
        _store.Insert("Opportunity", ("Name", "never"));

        Names($"CloseDate = {literal}").Should().Equal("first", "last");
        Names($"CloseDate != {literal}").Should().Equal("before", "after", "never");
        Names($"CloseDate < {literal}").Should().Equal("before");
        Names($"CloseDate <= {literal}").Should().Equal("before", "first", "last");
        Names($"CloseDate > {literal}").Should().Equal("after");
        Names($"CloseDate >= {literal}").Should().Equal("first", "last", "after");
        Names($"CloseDate IN ({literal}, 1999-01-01)").Should().Equal("first", "last");
        Names($"NOT CloseDate = {literal}").Should().Equal("before", "after", "never");
    }

    [Theory]
    [InlineData(DayOfWeek.Monday, "2024-10-07", "2024-10-14")]
    [InlineData(DayOfWeek.Saturday, "2024-10-05", "2024-10-12")]
    public void Week_begins_with_the_day_of_the_users_locale(DayOfWeek firstDay, string first, string next)
    {
        _store.Context = _store.Context with { FirstDayOfWeek = firstDay };
        _store.Insert("Opportunity", ("Name", "first"), ("CloseDate", first));
        _store.Insert("Opportunity", ("Name", "next"), ("CloseDate", next));
        Names("CloseDate = THIS_WEEK").Should().Equal("first");
        Names("CloseDate = NEXT_WEEK").Should().Equal("next");
    }

    [Fact]
    public void Day_of_a_zone_with_summer_time_has_its_own_hours()
    {
        // In Berlin 2024-10-27 lasts 25 hours: from 22:00 to 23:00 of the next day in UTC.
        _store.Context = _store.Context with
        {
            TimeZone = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin"),
            Clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(new DateTimeOffset(2024, 10, 27, 12, 0, 0, TimeSpan.Zero)),
        };
        foreach (string moment in (string[])["2024-10-26T21:59:59.000Z", "2024-10-26T22:00:00.000Z", "2024-10-27T22:59:59.000Z", "2024-10-27T23:00:00.000Z"])
            _store.Insert("Lead", ("LastName", moment), ("CreatedDate", moment));
        _store.Rows("SELECT LastName FROM Lead WHERE CreatedDate = TODAY").Should().Equal("2024-10-26T22:00:00.000Z", "2024-10-27T22:59:59.000Z");
        _store.Rows("SELECT LastName FROM Lead WHERE CreatedDate = TOMORROW").Should().Equal("2024-10-27T23:00:00.000Z");
    }

    public void Dispose() => _store.Dispose();

    private List<string> Names(string where) => _store.Rows($"SELECT Name FROM Opportunity WHERE {where} ORDER BY Id");
}
