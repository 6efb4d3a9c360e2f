namespace SalesforceLinq.Tests.Querying;

public sealed class GroupTests : TranslationTest
{
    [Fact]
    public Task A_group_has_a_key_and_aggregates() => Translates(
        org => from o in org.Opportunities
               group o by o.StageName into g
               where g.Count() > 5
               orderby g.Sum(o => o.Amount) descending
               select new { g.Key, N = g.Count(), Total = g.Sum(o => o.Amount) },
        "SELECT StageName, COUNT(Id) N, SUM(Amount) Total FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 5 ORDER BY SUM(Amount) DESC NULLS LAST");

    [Fact]
    public Task A_keyword_or_a_field_is_no_alias() => Translates(
        org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, First = g.Count(), Limit = g.Max(o => o.Amount), Amount = g.Min(o => o.Amount), Last = g.Sum(o => o.Amount) }),
        "SELECT StageName, COUNT(Id), MAX(Amount), MIN(Amount), SUM(Amount) FROM Opportunity GROUP BY StageName");

    [Fact]
    public async Task Keys_are_composed()
    {
        await Translates(
            org => org.Opportunities.GroupBy(o => new { o.StageName, o.CloseDate.Year }).Select(g => new { g.Key.StageName, g.Key.Year, N = g.Count() }),
            "SELECT StageName, CALENDAR_YEAR(CloseDate) Year, COUNT(Id) N FROM Opportunity GROUP BY StageName, CALENDAR_YEAR(CloseDate)");
        await Translates(
            org => org.Opportunities.GroupBy(o => new { o.StageName, o.IsWon }, (key, rows) => new { key.StageName, key.IsWon, Big = rows.Max(o => o.Amount) }),
            "SELECT StageName, IsWon, MAX(Amount) Big FROM Opportunity GROUP BY StageName, IsWon");
        await Translates(
            org => org.Contacts.GroupBy(c => c.Account!.Industry).Select(g => new { g.Key, N = g.Count() }),
            "SELECT Account.Industry, COUNT(Id) N FROM Contact GROUP BY Account.Industry");
    }

    [Fact]
    public async Task Distinct_values_are_counted()
    {
        await Translates(
            org => org.Opportunities.Where(o => o.AccountId != null).GroupBy(o => o.StageName).Select(g => new { g.Key, N = g.Select(o => o.AccountId).Distinct().Count() }),
            "SELECT StageName, COUNT_DISTINCT(AccountId) N FROM Opportunity WHERE AccountId != null GROUP BY StageName");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, N = g.Count(o => o.Amount != null) }),
            "SELECT StageName, COUNT(Amount) N FROM Opportunity GROUP BY StageName");
    }

    [Fact]
    public async Task Groups_are_filtered_by_key_and_ordered_by_it()
    {
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName).Where(g => g.Key != "Prospecting" && g.Average(o => o.Amount) > 10).OrderBy(g => g.Key).Select(g => g.Key),
            "SELECT StageName FROM Opportunity GROUP BY StageName HAVING StageName != 'Prospecting' AND AVG(Amount) > 10 ORDER BY StageName");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, N = g.Count() }).Where(x => x.N > 5).OrderBy(x => x.N).ThenBy(x => x.Key),
            "SELECT StageName, COUNT(Id) N FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 5 ORDER BY COUNT(Id), StageName");
        // A picklist is ordered by its setup: which three come first is the org's to say.
        await Runs(
            org => org.Opportunities.GroupBy(o => o.StageName).OrderBy(g => g.Key).Select(g => new { g.Key, N = g.Count() }).Take(3),
            "SELECT StageName, COUNT(Id) N FROM Opportunity GROUP BY StageName ORDER BY StageName LIMIT 3");
    }

    [Fact]
    public Task Elements_are_selected_before() => Translates(
        org => org.Opportunities.GroupBy(o => o.StageName, o => o.Amount).Select(g => new { g.Key, A = g.Average() }),
        "SELECT StageName, AVG(Amount) A FROM Opportunity GROUP BY StageName");

    [Fact]
    public async Task Subtotals_are_rolled_up()
    {
        await Runs(
            org => org.Opportunities.GroupBy(o => new { o.StageName, o.IsWon }).Rollup()
                .Select(g => new { g.Key.StageName, Total = g.Sum(o => o.Amount), IsSubtotal = SoqlFunctions.Grouping(g.Key.StageName) }),
            "SELECT StageName, SUM(Amount) Total, GROUPING(StageName) IsSubtotal FROM Opportunity GROUP BY ROLLUP(StageName, IsWon)");
        await Runs(
            org => org.Opportunities.GroupBy(o => new { o.StageName, o.IsWon }).Cube().Select(g => new { g.Key.StageName, N = g.Count() }),
            "SELECT StageName, COUNT(Id) N FROM Opportunity GROUP BY CUBE(StageName, IsWon)");
    }

    [Fact]
    public async Task Rows_of_a_group_are_refused()
    {
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName), "SOQL returns no rows inside a group*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, Rows = g.ToList() }), "SOQL returns no rows inside a group*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Count(o => o.IsWon)), "SOQL aggregates a whole group*");
    }
}
