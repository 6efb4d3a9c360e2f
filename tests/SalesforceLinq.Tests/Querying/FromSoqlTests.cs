using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Queries that are written as SOQL, and gone on with in LINQ.</summary>
public sealed class FromSoqlTests : TranslationTest
{
    [Fact]
    public async Task Written_soql_is_gone_on_with()
    {
        string rating = "Hot";
        string[] industries = ["Energy", "Banking"];
        await Runs(
            org => org.Accounts.FromSoql($"select Id, Name from Account a where a.Rating = {rating}").Where(a => a.Industry == "Energy").OrderBy(a => a.Name).Take(5),
            "SELECT Id, Name FROM Account WHERE Rating = 'Hot' AND Industry = 'Energy' ORDER BY Name LIMIT 5");
        await Runs(
            org => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Rating = 'Hot' OR (Industry IN {industries} AND AnnualRevenue >= 4.5)").Where(a => a.Name != null).Select(a => a.Name),
            "SELECT Name FROM Account WHERE (Rating = 'Hot' OR (Industry IN ('Energy', 'Banking') AND AnnualRevenue >= 4.5)) AND Name != null");
        await Runs(
            org => org.Accounts.FromSoql($"SELECT FIELDS(ALL) FROM Account ORDER BY Name LIMIT 200").Skip(2).Take(3).Select(a => a.Id),
            "SELECT Id FROM Account ORDER BY Name LIMIT 3 OFFSET 2");
        await Runs(
            org => org.Accounts.FromSoql($"SELECT Id, Name FROM Account WHERE Name LIKE 'A%' AND NOT (Site = null)").OrderByDescending(a => a.Name).Select(a => a.Name),
            "SELECT Name FROM Account WHERE Name LIKE 'A%' AND (NOT Site = null) ORDER BY Name DESC");
        await Runs(
            org => org.Contacts.FromSoql($"SELECT Id FROM Contact USING SCOPE mine WHERE CreatedDate >= LAST_N_DAYS:{30} AND Interests__c INCLUDES ('A;B', {"C"})").Select(c => c.Account!.Name),
            "SELECT Account.Name FROM Contact USING SCOPE mine WHERE CreatedDate >= LAST_N_DAYS:30 AND Interests__c INCLUDES ('A;B', 'C')");
        await Runs(
            org => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = {"Smith"})").GroupBy(a => a.Rating).Select(g => new { g.Key, N = g.Count() }),
            "SELECT Rating, COUNT(Id) N FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Smith') GROUP BY Rating");
    }

    [Fact]
    public async Task Written_soql_stands_inside_a_condition()
    {
        string rating = "Hot";
        const string Soql = "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Rating = 'Hot')";
        await Runs(
            org =>
            {
                IQueryable<string?> hot = org.Accounts.FromSoql($"SELECT Id, Name FROM Account WHERE Rating = {rating} ORDER BY Name").Select(a => a.Id);
                return org.Contacts.Where(c => hot.Contains(c.AccountId)).Select(c => c.Id);
            },
            Soql);
        await Runs(org => org.Contacts.Where(c => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Rating = {rating}").Any(a => a.Id == c.AccountId)).Select(c => c.Id), Soql);
        await Runs(org => org.Contacts.Where(c => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Rating = {rating}").Contains(c.Account)).Select(c => c.Id), Soql);
        await Runs(
            org => org.Contacts.Where(c => c.LastName != "x" && !org.Opportunities.FromSoql($"SELECT Id FROM Opportunity WHERE StageName IN {new[] { "Prospecting", "Closed Won" }} OR Amount > {4.5m}")
                .Where(o => o.IsWon).Select(o => o.AccountId).Contains(c.AccountId)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE LastName != 'x' AND AccountId NOT IN " +
            "(SELECT AccountId FROM Opportunity WHERE (StageName IN ('Prospecting', 'Closed Won') OR Amount > 4.5) AND IsWon = true)");
        await Runs(org => org.Contacts.Where(c => org.Accounts.FromSoql($"SELECT Id FROM Account").Select(a => a.Id).Contains(c.AccountId)).Select(c => c.Id), "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account)");
    }

    [Fact]
    public async Task Written_soql_that_does_more_stands_in_no_condition()
    {
        const string Refusal = "SOQL text inside a condition may name an object and conditions, and nothing else: ";
        await Refuses(org => Among(org, org.Accounts.FromSoql($"SELECT Id FROM Account LIMIT 5")), Refusal + "it cuts off its rows. Run it first*");
        await Refuses(org => Among(org, org.Accounts.FromSoql($"SELECT Id FROM Account USING SCOPE mine")), Refusal + "it has a scope*");
        await Refuses(org => Among(org, org.Accounts.FromSoql($"SELECT Id FROM Account WITH SECURITY_ENFORCED")), Refusal + "*'WITH'*");
        await Refuses(org => Among(org, org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity)")), "SOQL allows no subquery inside a subquery of a condition*");
        await Refuses(org => org.Accounts.Where(a => org.Accounts.FromSoql($"SELECT Id FROM Account").Any(b => b.Id == a.Id)), "SOQL allows no subquery over the object of the outer query*");
    }

    [Fact]
    public async Task Subqueries_of_written_soql_and_those_of_linq_are_two_together()
    {
        await Runs(
            org => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)").Where(a => a.Opportunities.Any()).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact) AND Id IN (SELECT AccountId FROM Opportunity)");
        await Refuses(
            org => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)").Where(a => a.Opportunities.Any() && a.Contacts.Any(c => c.DoNotCall)),
            "SOQL allows two subqueries in a WHERE*");
    }

    private static IQueryable<Contact> Among(CrmContext org, IQueryable<Account> accounts) => org.Contacts.Where(c => accounts.Contains(c.Account));

    [Fact]
    public async Task Written_soql_has_terminals()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        IQueryable<Account> hot = context.Accounts.FromSoql($"SELECT Id, Name FROM Account WHERE Rating = {"Hot"} ORDER BY Name");
        int count = await hot.CountAsync();
        Assert.Equal((await QueryOrg.MemoryAsync()).Accounts.Count(a => a.Rating == "Hot"), count);
        Assert.Equal((await hot.ToListAsync())[^1].Name, (await hot.LastAsync()).Name);
        Assert.True(await hot.AnyAsync());
        Assert.Equal(2, await context.Accounts.FromSoql($"SELECT Id FROM Account LIMIT {2}").Where(a => true).CountAsync());
        Assert.NotNull((await hot.Include(a => a.Owner).FirstAsync()).Owner);
        Assert.Equal(2, (await context.Accounts.FromSoql($"SELECT Id FROM Account WHERE Name != {null} LIMIT {2}").ToListAsync()).Count);
    }

    [Fact]
    public async Task Soql_that_cannot_be_read_goes_alone()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        Assert.Equal("SELECT Id FROM Account WITH SECURITY_ENFORCED LIMIT 3", context.Accounts.FromSoql($"SELECT Id FROM Account WITH SECURITY_ENFORCED LIMIT 3").ToSoql());
        await Refuses(org => org.Accounts.FromSoql($"SELECT Id FROM Account WITH SECURITY_ENFORCED").Where(a => a.Name != null), "Nothing can be added by LINQ*the end was expected where 'WITH' stands*");
        await Refuses(org => org.Accounts.FromSoql($"SELECT Id FROM {SalesforceLinq.Http.Soql.Name("Account")}").Where(a => a.Name != null), "Nothing can be added by LINQ*Soql.Raw*");
        await Refuses(org => org.Accounts.FromSoql($"SELECT Id FROM Contact").Where(a => a.Name != null), "Nothing can be added by LINQ*is about Contact*");
        await Refuses(org => org.Accounts.FromSoql($"SELECT Rating FROM Account GROUP BY Rating").Where(a => a.Name != null), "Nothing can be added by LINQ*counts or groups*");
        await Refuses(org => org.Accounts.FromSoql($"SELECT Id FROM Account LIMIT 5").Where(a => a.Name != null), "*after Take or Skip*");
        await Refuses(org => org.Accounts.FromSoql($"SELECT Id FROM Account WHERE A = 1 AND B = 2 OR C = 3").Where(a => a.Name != null), "Nothing can be added by LINQ*a parenthesis around AND or OR*");
    }
}
