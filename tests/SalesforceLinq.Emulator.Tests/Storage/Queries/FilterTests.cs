namespace SalesforceLinq.Emulator.Tests.Storage.Queries;

public sealed class FilterTests : IDisposable
{
    private readonly TestStore _store = new();
    private readonly string _acme;

    public FilterTests()
    {
        _acme = _store.Insert("Account", ("Name", "Acme"), ("Industry", "Energy"), ("NumberOfEmployees", 50), ("AnnualRevenue", 300.0));
        string bolt = _store.Insert("Account", ("Name", "bolt"), ("Industry", "Banking"), ("NumberOfEmployees", 7), ("AnnualRevenue", 1.25));
        _store.Insert("Account", ("Name", "Çelik"), ("ParentId", _acme));
        _store.Insert("Account", ("Name", "Gone"), ("IsDeleted", 1));
        _store.Insert("Contact", ("LastName", "Ames"), ("Name", "Ames"), ("AccountId", _acme));
        _store.Insert("Contact", ("LastName", "Boyd"), ("Name", "Boyd"), ("AccountId", bolt));
        _store.Insert("Contact", ("LastName", "Cole"), ("Name", "Cole"));
    }

    [Theory]
    [InlineData("Name = 'ACME'", "Acme")]
    [InlineData("Name = 'çELIK'", "Çelik")]
    [InlineData("Name != 'acme'", "bolt,Çelik")]
    [InlineData("Industry != 'Energy'", "bolt,Çelik")]
    [InlineData("Industry NOT IN ('Energy')", "bolt,Çelik")]
    [InlineData("Industry IN ('Energy', null)", "Acme,Çelik")]
    [InlineData("Industry NOT IN ('Energy', null)", "bolt")]
    [InlineData("Industry = null", "Çelik")]
    [InlineData("Industry = ''", "Çelik")]
    [InlineData("Industry != null", "Acme,bolt")]
    [InlineData("NumberOfEmployees < 50", "bolt")]
    [InlineData("NumberOfEmployees >= 7", "Acme,bolt")]
    [InlineData("AnnualRevenue > 1", "Acme,bolt")]
    [InlineData("AnnualRevenue > USD299.5", "Acme")]
    [InlineData("NOT NumberOfEmployees > 10", "bolt,Çelik")]
    [InlineData("NOT Name LIKE 'a%'", "bolt,Çelik")]
    [InlineData("Name LIKE 'A%'", "Acme")]
    [InlineData("Name LIKE '%C%'", "Acme")]
    [InlineData("Name LIKE '_o_t'", "bolt")]
    [InlineData("Name LIKE 'ÇEL%'", "Çelik")]
    [InlineData(@"Name LIKE '%\_%'", "")]
    [InlineData("Name > 'b'", "bolt,Çelik")]
    [InlineData("Name = 'Acme' OR (NumberOfEmployees = 7 AND Industry = 'banking')", "Acme,bolt")]
    [InlineData("Parent.Name = 'acme'", "Çelik")]
    [InlineData("Parent.Name = null", "Acme,bolt")]
    [InlineData("Parent.Name != 'x'", "Acme,bolt,Çelik")]
    [InlineData("Parent.IsDeleted = false", "Acme,bolt,Çelik")]
    [InlineData("IsDeleted = null", "Acme,bolt,Çelik")]
    [InlineData("Id IN (SELECT AccountId FROM Contact WHERE LastName = 'ames')", "Acme")]
    [InlineData("Id NOT IN (SELECT AccountId FROM Contact)", "Çelik")]
    [InlineData("Id NOT IN (SELECT AccountId FROM Contact WHERE LastName LIKE 'b%') AND ParentId = null", "Acme")]
    public void Where_answers_as_salesforce_does(string where, string names) =>
        string.Join(",", _store.Rows($"SELECT Name FROM Account WHERE {where} ORDER BY Id")).Should().Be(names);

    [Fact]
    public void Ids_may_have_fifteen_characters_or_a_lost_case()
    {
        _store.Rows($"SELECT Name FROM Account WHERE Id = '{_acme[..15]}'").Should().Equal("Acme");
        _store.Rows($"SELECT Name FROM Account WHERE Id = '{_acme.ToLowerInvariant()}'").Should().Equal("Acme");
    }

    [Fact]
    public void Long_conditions_run()
    {
        string numbers = string.Join(",", Enumerable.Range(0, 40_000).Select(number => number % 10));
        _store.Rows($"SELECT Name FROM Account WHERE NumberOfEmployees IN ({numbers})").Should().Equal("bolt");
        _store.Rows($"SELECT Name FROM Account WHERE Name IN ({string.Join(",", Enumerable.Repeat("'ACME'", 2000))})").Should().Equal("Acme");
        _store.Rows($"SELECT Name FROM Account WHERE {string.Join(" OR ", Enumerable.Repeat("Name = 'Acme'", 4000))}").Should().Equal("Acme");
        string nested = string.Concat(Enumerable.Repeat("(NOT ", 140)) + "(Name = 'Acme')" + new string(')', 140);
        _store.Rows($"SELECT Name FROM Account WHERE {nested}").Should().Equal("Acme");
    }

    [Fact]
    public void Deleted_rows_appear_in_queryAll_only()
    {
        _store.Rows("SELECT Name FROM Account WHERE Name = 'Gone'").Should().BeEmpty();
        _store.Context = _store.Context with { IncludeDeleted = true };
        _store.Rows("SELECT Name, IsDeleted FROM Account WHERE Name = 'Gone'").Should().Equal("Gone,true");
    }

    [Theory]
    [InlineData("CreatedDate = TODAY", "2024-10-08T07:00:00.000Z", "2024-10-09T07:00:00.000Z")]
    [InlineData("CreatedDate = LAST_N_DAYS:1", "2024-10-07T07:00:00.000Z", "2024-10-09T07:00:00.000Z")]
    [InlineData("CreatedDate = LAST_WEEK", "2024-09-29T07:00:00.000Z", "2024-10-06T07:00:00.000Z")]
    [InlineData("CreatedDate = THIS_FISCAL_YEAR", "2024-04-01T07:00:00.000Z", "2025-04-01T07:00:00.000Z")]
    [InlineData("CreatedDate = N_FISCAL_QUARTERS_AGO:2", "2024-04-01T07:00:00.000Z", "2024-07-01T07:00:00.000Z")]
    [InlineData("CreatedDate = NEXT_N_MONTHS:2", "2024-11-01T07:00:00.000Z", "2025-01-01T08:00:00.000Z")]
    public void Date_literals_are_days_of_the_users_zone(string where, string first, string firstAfter)
    {
        _store.Context = _store.Context with { TimeZone = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"), FiscalYearStartMonth = 4 };
        DateTime start = DateTime.Parse(first, null, System.Globalization.DateTimeStyles.RoundtripKind);
        DateTime end = DateTime.Parse(firstAfter, null, System.Globalization.DateTimeStyles.RoundtripKind);
        foreach ((string name, DateTime moment) in new[] { ("before", start.AddMilliseconds(-1)), ("first", start), ("last", end.AddMilliseconds(-1)), ("after", end) })
            _store.Insert("Lead", ("LastName", name), ("CreatedDate", moment.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'")));

        _store.Rows($"SELECT LastName FROM Lead WHERE {where}").Should().Equal("first", "last");
        _store.Rows($"SELECT LastName FROM Lead WHERE {where.Replace("=", "<")}").Should().Equal("before");
        _store.Rows($"SELECT LastName FROM Lead WHERE {where.Replace("=", ">")}").Should().Equal("after");
        _store.Rows($"SELECT LastName FROM Lead WHERE {where.Replace("=", "!=")}").Should().Equal("before", "after");
    }

    public void Dispose() => _store.Dispose();
}
