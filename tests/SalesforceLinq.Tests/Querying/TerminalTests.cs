using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

public sealed class TerminalTests : TranslationTest
{
    [Fact]
    public async Task Elements_ask_for_as_many_rows_as_they_need()
    {
        await Yields(org => org.Accounts.OrderBy(a => a.Name).Select(a => a.Name).First(), "SELECT Name FROM Account ORDER BY Name LIMIT 1");
        await Yields(org => org.Contacts.Where(c => c.LastName == "nobody").Select(c => c.Id).FirstOrDefault(), "SELECT Id FROM Contact WHERE LastName = 'nobody' LIMIT 1");
        await Yields(org => org.Contacts.Where(c => c.Email == "s@example.com").Select(c => c.LastName).Single(), "SELECT LastName FROM Contact WHERE Email = 's@example.com' LIMIT 2");
        await Yields(org => org.Contacts.Any(c => c.LastName == "Smith"), "SELECT Id FROM Contact WHERE LastName = 'Smith' LIMIT 1");
        await Yields(org => org.Accounts.OrderBy(a => a.Name).Select(a => a.Name).LastOrDefault(), "SELECT Name FROM Account ORDER BY Name DESC LIMIT 1");
        await Yields(org => org.Accounts.OrderBy(a => a.Name).Select(a => a.Name).ElementAt(3), "SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 3");
        await Yields(org => org.Contacts.Where(c => c.LastName == "nobody").Select(c => c.LastName).FirstOrDefault("none"), "SELECT LastName FROM Contact WHERE LastName = 'nobody' LIMIT 1");
        await Yields(org => org.Accounts.OrderBy(a => a.Name).Take(5).Select(a => a.Name).First(), "SELECT Name FROM Account ORDER BY Name LIMIT 1");
    }

    [Fact]
    public async Task Numbers_of_rows_are_counted_by_the_org()
    {
        await Yields(org => org.Contacts.Count(), "SELECT COUNT() FROM Contact");
        await Yields(org => org.Contacts.LongCount(c => c.DoNotCall), "SELECT COUNT() FROM Contact WHERE DoNotCall = true");
        await Yields(org => org.Contacts.All(c => c.Email != null), "SELECT Id FROM Contact WHERE Email = null LIMIT 1");
        await Yields(org => org.Contacts.Take(7).Count(), null);
        await Yields(org => org.Accounts.Select(a => a.Industry).Distinct().Count(), null);
    }

    [Fact]
    public async Task Aggregates_follow_linqs_rules()
    {
        await Yields(org => org.Opportunities.Sum(o => o.Amount), "SELECT SUM(Amount) FROM Opportunity");
        await Yields(org => org.Opportunities.Sum(o => o.Amount ?? 0), "SELECT SUM(Amount) FROM Opportunity");
        await Yields(org => org.Opportunities.Max(o => o.Amount), "SELECT MAX(Amount) FROM Opportunity");
        await Yields(org => org.Opportunities.Min(o => o.CloseDate), "SELECT MIN(CloseDate) FROM Opportunity");
        await Yields(org => org.Accounts.Average(a => a.NumberOfEmployees), "SELECT AVG(NumberOfEmployees) FROM Account");
        await Yields(org => org.Opportunities.Where(o => o.Name == "none").Sum(o => o.Amount), null);
        await Yields(org => org.Opportunities.Where(o => o.Name == "none").Max(o => o.Amount), null);
        Assert.Throws<InvalidOperationException>(() => QueryOrg.ContextAsync().Result.Opportunities.Where(o => o.Name == "none").Max(o => o.CloseDate));
    }

    [Fact]
    public async Task The_async_family_agrees()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string id = memory.Contacts.OrderBy(c => c.Id).First().Id!;
        Assert.Equal(id, (await context.Contacts.OrderBy(c => c.Id).FirstAsync()).Id);
        Assert.Equal(id, (await context.Contacts.SingleAsync(c => c.Id == id)).Id);
        Assert.Null(await context.Contacts.SingleOrDefaultAsync(c => c.LastName == "nobody"));
        Assert.Equal(memory.Contacts.Count(), await context.Contacts.CountAsync());
        Assert.Equal(memory.Contacts.Count(), (await context.Contacts.ToArrayAsync()).Length);
        Assert.Equal(memory.Contacts.Count(), (await context.Contacts.ToDictionaryAsync(c => c.Id!)).Count);
        Assert.True(await context.Contacts.Select(c => c.Id).ContainsAsync(id));
        Assert.Equal(memory.Opportunities.Sum(o => o.Amount), await context.Opportunities.SumAsync(o => o.Amount));
        int seen = 0;
        await context.Contacts.ForEachAsync(_ => seen++);
        Assert.Equal(memory.Contacts.Count(), seen);
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Contacts.FirstAsync(c => c.LastName == "nobody"));
        await Assert.ThrowsAsync<InvalidOperationException>(() => context.Contacts.SingleAsync(c => c.DoNotCall || c.LastName == "smith"));
    }

    [Fact]
    public async Task Modifiers_say_how_a_query_runs()
    {
        await Runs(org => org.Contacts.AsNoTracking().Where(c => c.DoNotCall).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Runs(org => org.Contacts.Select(c => c.Id).ForView(), "SELECT Id FROM Contact FOR VIEW");
        await Runs(org => org.Contacts.Select(c => c.Id).ForReference(), "SELECT Id FROM Contact FOR REFERENCE");
        await Runs(org => org.Contacts.UsingScope("mine").Select(c => c.Id), "SELECT Id FROM Contact USING SCOPE mine");
        await using CrmContext context = await QueryOrg.ContextAsync();
        Assert.NotEmpty(await context.Contacts.WithBatchSize(200).AsNoTracking().ToListAsync());
        Assert.Empty(context.ChangeTracker.Entries());
        Assert.NotEmpty(await context.Contacts.IncludeDeleted().Take(3).ToListAsync());
        Assert.Equal(3, context.ChangeTracker.Entries().Count());
        Assert.Same((await context.Contacts.ToListAsync())[0], (await context.Contacts.ToListAsync())[0]);
    }
}
