namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

public sealed class GroupTests : IDisposable
{
    private readonly TestStore _store = new();

    public GroupTests()
    {
        Lead("Web", "Hot", 10.0, "2024-01-31T23:30:00.000Z");
        Lead("Web", "Cold", 20.0, "2024-02-01T01:00:00.000Z");
        Lead("web", "Hot", null, "2024-02-01T02:00:00.000Z");
        Lead(null, "Hot", 5.5, "2023-06-15T12:00:00.000Z");
    }

    [Fact]
    public void Count_answers_a_number_and_no_records()
    {
        _store.Query("SELECT COUNT() FROM Lead WHERE Rating = 'hot'").ToJsonString().Should().Be("""{"totalSize":3,"done":true,"records":[]}""");
        _store.Query("SELECT COUNT() FROM Lead LIMIT 2")["totalSize"]!.GetValue<int>().Should().Be(2);
    }

    [Fact]
    public void Aggregates_ignore_nulls_and_null_is_a_group()
    {
        _store.Query("SELECT LeadSource, COUNT(Id), SUM(AnnualRevenue) total FROM Lead GROUP BY LeadSource ORDER BY LeadSource").ToJsonString().Should().Be(
            """{"totalSize":2,"done":true,"records":[{"attributes":{"type":"AggregateResult"},"LeadSource":null,"expr0":1,"total":5.5},""" +
            """{"attributes":{"type":"AggregateResult"},"LeadSource":"Web","expr0":3,"total":30.0}]}""");
        _store.Rows("SELECT COUNT(AnnualRevenue), COUNT_DISTINCT(Rating), AVG(AnnualRevenue), MIN(LastName), MAX(AnnualRevenue) FROM Lead WHERE LeadSource = 'Web'")
            .Should().Equal("2,2,15.0,L1,20.0");
        _store.Rows("SELECT SUM(AnnualRevenue) FROM Lead WHERE Id = null").Should().Equal("null");
    }

    [Fact]
    public void Having_tests_groups() =>
        _store.Rows("SELECT Rating FROM Lead GROUP BY Rating HAVING COUNT(Id) > 1 AND Rating LIKE 'h%'").Should().Equal("Hot");

    [Fact]
    public void Rollup_adds_subtotals_told_apart_by_grouping() =>
        _store.Rows("SELECT LeadSource, Rating, GROUPING(LeadSource) a, GROUPING(Rating) b, COUNT(Id) n FROM Lead GROUP BY ROLLUP(LeadSource, Rating)").Should().Equal(
            "null,Hot,0,0,1", "null,null,0,1,1", "Web,Hot,0,0,2", "Web,Cold,0,0,1", "Web,null,0,1,3", "null,null,1,1,4");

    [Fact]
    public void Cube_adds_all_subtotals() =>
        _store.Rows("SELECT Rating, COUNT(Id) n FROM Lead GROUP BY CUBE(LeadSource, Rating) HAVING COUNT(Id) = 4").Should().Equal("null,4");

    [Theory]
    [InlineData("CALENDAR_YEAR(CreatedDate)", "2023,2024,2024,2024")]
    [InlineData("CALENDAR_MONTH(CreatedDate)", "1,2,2,6")]
    [InlineData("CALENDAR_MONTH(convertTimezone(CreatedDate))", "1,1,1,6")]
    [InlineData("HOUR_IN_DAY(CreatedDate)", "1,2,12,23")]
    [InlineData("CALENDAR_QUARTER(CreatedDate)", "1,1,1,2")]
    [InlineData("FISCAL_YEAR(CreatedDate)", "2024,2024,2024,2024")]
    [InlineData("FISCAL_QUARTER(CreatedDate)", "1,4,4,4")]
    [InlineData("FISCAL_MONTH(CreatedDate)", "3,10,11,11")]
    [InlineData("DAY_IN_MONTH(CreatedDate)", "1,1,15,31")]
    [InlineData("DAY_IN_WEEK(CreatedDate)", "4,5,5,5")]
    [InlineData("DAY_IN_YEAR(CreatedDate)", "31,32,32,166")]
    [InlineData("DAY_ONLY(CreatedDate)", "2023-06-15,2024-01-31,2024-02-01,2024-02-01")]
    [InlineData("WEEK_IN_MONTH(CreatedDate)", "1,1,3,5")]
    [InlineData("WEEK_IN_YEAR(CreatedDate)", "5,5,5,24")]
    public void Date_functions_group_by_parts_of_a_date(string function, string expected)
    {
        _store.Context = _store.Context with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/New_York"), FiscalYearStartMonth = 4 };
        string.Join(",", _store.Rows($"SELECT {function}, COUNT(Id) FROM Lead GROUP BY {function} ORDER BY {function}")
            .SelectMany(row => Enumerable.Repeat(row.Split(',')[0], int.Parse(row.Split(',')[1])))).Should().Be(expected);
    }

    [Fact]
    public void Order_of_picklists_is_that_of_their_setup_and_nulls_come_first()
    {
        _store.Rows("SELECT Rating FROM Lead GROUP BY Rating ORDER BY Rating").Should().Equal("Hot", "Cold");
        _store.Rows("SELECT AnnualRevenue FROM Lead ORDER BY AnnualRevenue DESC").Should().Equal("null", "20.0", "10.0", "5.5");
        _store.Rows("SELECT AnnualRevenue FROM Lead ORDER BY AnnualRevenue DESC NULLS LAST").Should().Equal("20.0", "10.0", "5.5", "null");
        _store.Rows("SELECT AnnualRevenue FROM Lead ORDER BY AnnualRevenue NULLS LAST LIMIT 2 OFFSET 1").Should().Equal("10.0", "20.0");
    }

    public void Dispose() => _store.Dispose();

    private void Lead(string? source, string rating, double? revenue, string created) => _store.Insert(
        "Lead", ("LastName", $"L{_store.Query("SELECT COUNT() FROM Lead")["totalSize"]!.GetValue<int>() + 1}"), ("LeadSource", source), ("Rating", rating),
        ("AnnualRevenue", revenue), ("CreatedDate", created));
}
