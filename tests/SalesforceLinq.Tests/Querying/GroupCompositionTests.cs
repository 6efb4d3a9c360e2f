using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Groups, joins and terminals in compositions.</summary>
public sealed class GroupCompositionTests : TranslationTest
{
    [Fact]
    public async Task Keys_are_what_the_query_makes_of_them()
    {
        await Translates(
            org => org.Opportunities.GroupBy(o => new Key(o.StageName, o.IsWon)).Select(g => new { g.Key.Stage, g.Key.Won, N = g.Count() }),
            "SELECT StageName, IsWon, COUNT(Id) N FROM Opportunity GROUP BY StageName, IsWon");
        await Translates(
            org => org.Opportunities.GroupBy(o => new { o.StageName, o.IsWon }).Select(g => new { g.Key, N = g.Count() }),
            "SELECT StageName, IsWon, COUNT(Id) N FROM Opportunity GROUP BY StageName, IsWon");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.CloseDate.DayOfWeek).Select(g => new { g.Key, N = g.Count() }),
            "SELECT DAY_IN_WEEK(CloseDate) Key, COUNT(Id) N FROM Opportunity GROUP BY DAY_IN_WEEK(CloseDate)");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.CloseDate.DayOfWeek).Where(g => g.Key != DayOfWeek.Monday).Select(g => g.Count()),
            "SELECT COUNT(Id) FROM Opportunity GROUP BY DAY_IN_WEEK(CloseDate) HAVING DAY_IN_WEEK(CloseDate) != 2");
        await Translates(
            org => org.Deals.GroupBy(d => d.Stage).Select(g => new { g.Key, N = g.LongCount() }), "SELECT StageName, COUNT(Id) N FROM Opportunity GROUP BY StageName");
        await Translates(
            org => org.Contacts.GroupBy(c => new { Company = c.Account!.Name, Owner = c.Account.Owner!.Name }).Select(g => new { g.Key.Company, g.Key.Owner, N = g.Count() }),
            "SELECT Account.Name AccountName, Account.Owner.Name AccountOwnerName, COUNT(Id) N FROM Contact GROUP BY Account.Name, Account.Owner.Name");
        await Translates(org => org.Opportunities.GroupBy(o => o.AccountId).Where(g => g.Key != null).Select(g => g.Key), "SELECT AccountId FROM Opportunity GROUP BY AccountId HAVING AccountId != null");
    }

    [Fact]
    public async Task Aggregates_are_computed_with()
    {
        decimal rate = 0.5m;
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, Rated = g.Sum(o => o.Amount) * rate, Kind = "stage", N = g.Count() + 1, Any = g.Max(o => o.Amount) ?? 0 }),
            "SELECT StageName, SUM(Amount) Rated, COUNT(Id) N, MAX(Amount) FROM Opportunity GROUP BY StageName".Replace("MAX(Amount)", "MAX(Amount) Any", StringComparison.Ordinal));
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, First = g.Min(o => o.CloseDate), Last = g.Max(o => o.CloseDate) }),
            "SELECT StageName, MIN(CloseDate), MAX(CloseDate) FROM Opportunity GROUP BY StageName");
        await Translates(
            org => org.Contacts.Where(c => c.AccountId != null).GroupBy(c => c.Account!.Industry).Select(g => new { g.Key, Revenue = g.Sum(c => c.Account!.AnnualRevenue), Mean = g.Average(c => c.Account!.AnnualRevenue) }),
            "SELECT Account.Industry, SUM(Account.AnnualRevenue) Revenue, AVG(Account.AnnualRevenue) Mean FROM Contact WHERE AccountId != null GROUP BY Account.Industry");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName, (stage, rows) => new { Stage = stage, Some = new { N = rows.Count(), Total = rows.Sum(r => r.Amount) }, Again = new { N = rows.Count() } }),
            "SELECT StageName, COUNT(Id) N, SUM(Amount) Total FROM Opportunity GROUP BY StageName");
        await Translates(
            org => org.Opportunities.GroupBy(o => o.StageName, o => new { o.Amount, o.CloseDate }).Select(g => new { g.Key, Total = g.Sum(x => x.Amount), Latest = g.Max(x => x.CloseDate) }),
            "SELECT StageName, SUM(Amount) Total, MAX(CloseDate) Latest FROM Opportunity GROUP BY StageName");
    }

    [Fact]
    public async Task Groups_are_chosen_ordered_and_counted()
    {
        int n = 3;
        await Translates(
            org => from o in org.Opportunities
                   where o.Amount != null
                   group o by o.StageName into g
                   let total = g.Sum(o => o.Amount)
                   where total > 10 && g.Count() >= n || g.Key == "Prospecting"
                   orderby total descending, g.Key
                   select new { g.Key, total },
            "SELECT StageName, SUM(Amount) total FROM Opportunity WHERE Amount != null GROUP BY StageName HAVING (SUM(Amount) > 10 AND COUNT(Id) >= 3) OR StageName = 'Prospecting' ORDER BY SUM(Amount) DESC NULLS LAST, StageName");
        await Yields(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Key).Count(), "SELECT StageName FROM Opportunity GROUP BY StageName");
        await Yields(org => org.Opportunities.GroupBy(o => o.StageName).Where(g => g.Count() > 1000).Select(g => g.Key).Any(), "SELECT StageName FROM Opportunity GROUP BY StageName HAVING COUNT(Id) > 1000 LIMIT 1");
        await Translates(org => org.Accounts.Where(a => a.Industry != null).CountBy(a => a.Industry!), "SELECT Industry, COUNT(Id) FROM Account WHERE Industry != null GROUP BY Industry");
    }

    [Fact]
    public async Task All_rows_are_one_group()
    {
        await Translates(
            org => org.Opportunities.GroupBy(o => 1).Select(g => new { g.Key, N = g.Count(), Total = g.Sum(o => o.Amount), Max = g.Max(o => o.Amount) }),
            "SELECT COUNT(Id) N, SUM(Amount) Total, MAX(Amount) FROM Opportunity");
        await Translates(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => new { g.Key, Total = g.Sum(o => o.Amount ?? 0) }), "SELECT StageName, SUM(Amount) Total FROM Opportunity GROUP BY StageName");
        await Yields(org => org.Opportunities.GroupBy(o => true).Select(g => new { Total = g.Sum(o => o.Amount), Best = g.Max(o => o.Amount) }).FirstOrDefault(), "SELECT SUM(Amount) Total, MAX(Amount) Best, COUNT(Id) FROM Opportunity");
        await Translates(org => org.Opportunities.Where(o => o.Name == "nobody").GroupBy(o => 1).Select(g => new { N = g.Count() }), "SELECT COUNT(Id) N FROM Opportunity WHERE Name = 'nobody'");
    }

    [Fact]
    public async Task What_is_made_of_groups_is_refused()
    {
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Sum(o => o.IsWon ? 1 : 0)), "SOQL aggregates fields*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.StageName).Select(g => g.Sum(o => o.Amount ?? 1)), "SOQL aggregates fields*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.Name.Length).Select(g => g.Count()), "*");
        await Refuses(org => org.Opportunities.GroupBy(o => o.Name + "x").Select(g => g.Count()), "SOQL groups by fields*");
        await using CrmContext context = await QueryOrg.ContextAsync();
        Assert.Throws<QueryNotSupportedException>(() => context.Opportunities.GroupBy(o => o.StageName).Select(g => g.Count()).Max());
        Assert.Throws<QueryNotSupportedException>(() => context.Opportunities.GroupBy(o => o.StageName).Select(g => g.Count()).All(n => n > 1));
    }

    [Fact]
    public async Task Joins_take_every_form_a_relationship_has()
    {
        await Translates(
            org => from o in org.Opportunities join a in org.Accounts on o.AccountId equals a.Id join u in org.Users on a.OwnerId equals u.Id where u.Name != "x" select new { o.Name, Account = a.Name, Owner = u.Name },
            "SELECT Name, Account.Name, Account.Owner.Name FROM Opportunity WHERE AccountId != null AND Account.OwnerId != null AND Account.Owner.Name != 'x'");
        await Translates(
            org => from c in org.Contacts join a in org.Accounts.Where(a => a.Rating == "Hot") on c.AccountId equals a.Id orderby c.LastName, c.Id select c.LastName,
            "SELECT LastName FROM Contact WHERE Account.Rating = 'Hot' AND AccountId != null ORDER BY LastName, Id");
        await Translates(
            org => from a in org.Accounts from c in a.Contacts.Where(c => c.DoNotCall) select new { a.Name, c.LastName },
            "SELECT Account.Name, LastName FROM Contact WHERE AccountId != null AND DoNotCall = true");
        await Translates(
            org => org.Accounts.Where(a => a.Rating == "Hot").SelectMany(a => a.Contacts, (a, c) => new { a.Name, c.LastName }).Where(x => x.LastName != "x"),
            "SELECT Account.Name, LastName FROM Contact WHERE Account.Rating = 'Hot' AND AccountId != null AND LastName != 'x'");
        await Translates(
            org => from a in org.Accounts join c in org.Contacts on a.Id equals c.AccountId into g select new { a.Name, N = g.Count() }, "SELECT Name, (SELECT Id FROM Contacts) FROM Account");
        await Translates(
            org => from c in org.Contacts join a in org.Accounts on c.AccountId equals a.Id group c by a.Industry into g select new { g.Key, N = g.Count() },
            "SELECT Account.Industry, COUNT(Id) N FROM Contact WHERE AccountId != null GROUP BY Account.Industry");
        await Translates(org => from c in org.Cases join p in org.Cases on c.ParentId equals p.Id select new { c.Subject, Above = p.Subject }, "SELECT Subject, Parent.Subject FROM Case WHERE ParentId != null");
        await Translates(
            org => org.Contacts.LeftJoin(org.Accounts, c => c.AccountId, a => a.Id, (c, a) => new { c, a }).Where(x => x.a!.Rating == "Hot").Select(x => new { x.c.LastName, x.a!.Name }),
            "SELECT LastName, Account.Name FROM Contact WHERE Account.Rating = 'Hot'");
        await Refuses(org => from c in org.Contacts join o in org.Opportunities on c.AccountId equals o.AccountId select new { c.LastName, o.Name }, "SOQL joins along relationships only*");
        await Refuses(org => from a in org.Accounts from u in org.Users select new { a.Name, Owner = u.Name }, "SOQL has no product of two objects*");
        await Refuses(org => org.Accounts.LeftJoin(org.Contacts, a => a.Id, c => c.AccountId, (a, c) => new { a.Name, c!.LastName }), "SOQL has no outer join from the parent*");
    }

    [Fact]
    public async Task The_extreme_row_is_found()
    {
        await Yields(org => org.Opportunities.Where(o => o.Amount != null).MaxBy(o => o.Amount)!.Amount, null);
        await Yields(org => org.Opportunities.MinBy(o => o.Amount)!.Amount, null);
        await Yields(org => org.Opportunities.Where(o => o.Name == "nobody").MinBy(o => o.Amount), null);
        await Yields(org => org.Accounts.OrderBy(a => a.Name).ThenBy(a => a.Id).ElementAt(3).Id, null);
        await Yields(org => org.Accounts.OrderBy(a => a.Name).ThenBy(a => a.Id).Select(a => a.Id).Last(), null);
        await Yields(org => org.Accounts.OrderBy(a => a.Name).ThenBy(a => a.Id).Take(3).Count(), null);
    }

    public sealed record Key(string Stage, bool Won);
}
