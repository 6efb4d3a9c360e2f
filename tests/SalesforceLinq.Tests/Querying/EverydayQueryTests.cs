using System.Collections.Frozen;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Queries as users of EF Core write them every day: each means in SOQL exactly what it means in C#.</summary>
public sealed class EverydayQueryTests : TranslationTest
{
    private readonly string[] _ratings = ["Hot", "Warm"];

    [Fact]
    public async Task A_left_join_is_written_in_every_way()
    {
        const string Soql = "SELECT LastName, AccountId, Account.Name FROM Contact";
        await Translates(org => org.Contacts.Select(c => new { c.LastName, Account = c.Account != null ? c.Account.Name : "(none)" }), Soql);
        await Translates(
            org => from c in org.Contacts from a in org.Accounts.Where(a => a.Id == c.AccountId).DefaultIfEmpty() select new { c.LastName, Name = a == null ? null : a.Name }, Soql);
        await Translates(
            org => from c in org.Contacts join a in org.Accounts on c.AccountId equals a.Id into found from a in found.DefaultIfEmpty() select new { c.LastName, Name = a != null ? a.Name : "-" }, Soql);
    }

    [Fact]
    public async Task An_inner_join_is_said_by_a_condition()
    {
        await Translates(
            org => from c in org.Contacts from a in org.Accounts.Where(a => c.AccountId == a.Id && a.Rating == "Hot") select new { c.LastName, a.Name },
            "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null AND Account.Rating = 'Hot'");
        await Translates(
            org => from a in org.Accounts from c in org.Contacts.Where(c => c.AccountId == a.Id) where c.Email != null select new { c.LastName, a.Name },
            "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null AND Email != null");
        await Translates(
            org => from a in org.Accounts from c in org.Contacts where c.AccountId == a.Id && c.Email != null orderby c.Id select new { c.LastName, a.Name },
            "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null AND Email != null ORDER BY Id");
        await Translates(
            org => from c in org.Contacts where c.DoNotCall from a in org.Accounts where a.Rating == "Hot" where a.Id == c.AccountId select a.Name,
            "SELECT Account.Name FROM Contact WHERE DoNotCall = true AND AccountId != null AND Account.Rating = 'Hot'");
        await Translates(org => org.Accounts.SelectMany(a => a.Contacts).SelectMany(c => c.Cases).Select(x => x.Id), "SELECT Id FROM Case WHERE Contact.AccountId != null AND ContactId != null");
    }

    [Fact]
    public async Task Lists_are_asked_without_regard_to_case_where_the_query_says_so()
    {
        const string Soql = "SELECT Id FROM Account WHERE Rating IN ('Hot', 'Warm')";
        List<string> list = [.. _ratings];
        await Translates(org => org.Accounts.Where(a => _ratings.Contains(a.Rating, StringComparer.OrdinalIgnoreCase)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => list.Contains(a.Rating, StringComparer.InvariantCultureIgnoreCase)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => _ratings.Contains(a.Rating, null)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => _ratings.ToFrozenSet().Contains(a.Rating!)).Select(a => a.Id), Soql);
    }

    [Fact]
    public async Task A_text_is_looked_for_by_its_place()
    {
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("et") >= 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE '%et%'");
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("et", StringComparison.OrdinalIgnoreCase) > -1).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE '%et%'");
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("Ze") == 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE 'Ze%'");
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("et") == -1).Select(a => a.Id), "SELECT Id FROM Account WHERE (NOT Name LIKE '%et%')");
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("et") > 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE '%et%' AND (NOT Name LIKE 'et%')");
        await Translates(org => org.Accounts.Where(a => a.Name.IndexOf("Ze") < 1).Select(a => a.Id), "SELECT Id FROM Account WHERE (NOT Name LIKE '%Ze%') OR Name LIKE 'Ze%'");
        await Translates(org => org.Accounts.Where(a => !(a.Name.IndexOf("et") < 0)).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE '%et%'");
    }

    [Fact]
    public async Task A_missing_text_is_replaced_before_it_is_looked_into()
    {
        await Translates(org => org.Contacts.Where(c => (c.Email ?? "").Contains("@")).Select(c => c.Id), "SELECT Id FROM Contact WHERE Email != null AND Email LIKE '%@%'");
        await Translates(org => org.Contacts.Where(c => !(c.Email ?? "").Contains("@")).Select(c => c.Id), "SELECT Id FROM Contact WHERE (Email != null AND (NOT Email LIKE '%@%')) OR Email = null");
        await Translates(
            org => org.Contacts.Where(c => (c.Email ?? c.LastName).StartsWith("s")).Select(c => c.Id), "SELECT Id FROM Contact WHERE (Email != null AND Email LIKE 's%') OR (Email = null AND LastName LIKE 's%')");
        await Translates(org => org.Contacts.Where(c => (c.Email ?? "xyz").EndsWith("Z")).Select(c => c.Id), "SELECT Id FROM Contact WHERE (Email != null AND Email LIKE '%Z') OR Email = null");
    }

    [Fact]
    public async Task Truths_are_compared_with_one_another()
    {
        bool? flag = true;
        await Translates(
            org => org.Accounts.Where(a => (a.Rating == "Hot") == (a.Industry == "Energy")).Select(a => a.Id),
            "SELECT Id FROM Account WHERE (Rating = 'Hot' AND Industry = 'Energy') OR (Rating != 'Hot' AND Industry != 'Energy')");
        await Translates(
            org => org.Opportunities.Where(o => o.IsWon != (o.Amount > 5)).Select(o => o.Id),
            "SELECT Id FROM Opportunity WHERE (IsWon = true AND (Amount <= 5 OR Amount = null)) OR (IsWon = false AND Amount > 5)");
        await Translates(org => org.Contacts.Where(c => c.DoNotCall ^ (c.Email == null)).Select(c => c.Id), "SELECT Id FROM Contact WHERE (DoNotCall = true AND Email != null) OR (DoNotCall = false AND Email = null)");
        await Translates(org => org.Contacts.Where(c => c.DoNotCall ^ flag.Value).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall != true");
    }

    [Fact]
    public async Task What_a_captured_choice_decides_is_decided_anew_for_each_query()
    {
        foreach (bool flag in (bool[])[true, false])
        {
            await Translates(org => org.Contacts.Where(c => c.Email == (flag ? "a" : "b")).Select(c => c.Id), $"SELECT Id FROM Contact WHERE Email = '{(flag ? "a" : "b")}'");
            await Translates(org => org.Contacts.Where(c => flag ? true : c.Email == null).Select(c => c.Id), flag ? "SELECT Id FROM Contact" : "SELECT Id FROM Contact WHERE Email = null");
            await Translates(org => org.Contacts.Where(c => flag ? false : c.Email == null).Select(c => c.Id), flag ? "SELECT Id FROM Contact LIMIT 0" : "SELECT Id FROM Contact WHERE Email = null");
        }
    }

    [Fact]
    public async Task Is_asks_whether_there_is_a_record()
    {
        await Translates(org => org.Contacts.Where(c => c is Contact).Select(c => c.Id), "SELECT Id FROM Contact");
        await Translates(org => org.Contacts.Where(c => c.Account is object).Select(c => c.Id), "SELECT Id FROM Contact WHERE AccountId != null");
        await Translates(org => org.Contacts.Where(c => !(c.Account is Account)).Select(c => c.Id), "SELECT Id FROM Contact WHERE AccountId = null");
    }

    [Fact]
    public async Task Parts_of_an_address_are_fields()
    {
        await Translates(org => org.Accounts.Where(a => a.BillingAddress!.City == "New York").Select(a => a.Id), "SELECT Id FROM Account WHERE BillingCity = 'New York'");
        await Translates(org => org.Contacts.Where(c => c.Account!.BillingAddress!.Country == "USA").Select(c => c.Id), "SELECT Id FROM Contact WHERE Account.BillingCountry = 'USA'");
        await Translates(
            org => org.Accounts.Where(a => a.BillingAddress!.City!.StartsWith("New") && a.BillingAddress.Latitude > 40).OrderBy(a => a.BillingAddress!.PostalCode).Select(a => a.BillingAddress!.City),
            "SELECT BillingAddress FROM Account WHERE BillingCity LIKE 'New%' AND BillingLatitude > 40 ORDER BY BillingPostalCode");
        await Translates(
            org => org.Accounts.GroupBy(a => a.BillingAddress!.Country).Select(g => new { Land = g.Key, N = g.Count() }), "SELECT BillingCountry Land, COUNT(Id) N FROM Account GROUP BY BillingCountry");
    }

    [Fact]
    public async Task One_child_query_answers_all_that_is_asked_of_the_same_children()
    {
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, N = a.Contacts.Count(), Names = a.Contacts.Select(c => c.LastName).ToList(), Any = a.Contacts.Any() }),
            "SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Total = a.Opportunities.Sum(o => o.Amount), Last = a.Opportunities.Max(o => (DateOnly?)o.CloseDate), N = a.Opportunities.Count() }),
            "SELECT Name, (SELECT Amount, CloseDate FROM Opportunities) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Won = a.Opportunities.Where(o => o.IsWon).Sum(o => o.Amount), N = a.Opportunities.Count(o => o.IsWon) }),
            "SELECT Name, (SELECT Amount FROM Opportunities WHERE IsWon = true) FROM Account");
        await Runs(
            org => org.Accounts.Select(a => new { a.Id, N = a.Contacts.Count, Mails = a.Contacts.OrderBy(c => c.Id).Select(c => c.Email).ToList() }),
            "SELECT Id, (SELECT Email FROM Contacts ORDER BY Id) FROM Account");
        await Translates(
            org => org.Contacts.Select(c => new { c.Id, Cases = c.Cases.Select(x => new { x.Subject, N = x.Cases.Count(), Below = x.Cases.Select(y => y.Subject).ToList() }).ToList(), All = c.Cases.Count() }),
            "SELECT Id, (SELECT Subject, (SELECT Subject FROM Cases) FROM Cases) FROM Contact");
    }

    [Fact]
    public async Task A_child_that_is_not_there_has_no_values()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        var rows = await context.Accounts.OrderBy(a => a.Id).Select(a => new
        {
            a.Id,
            Mail = a.Contacts.OrderBy(c => c.Id).FirstOrDefault(c => c.DoNotCall)!.Email,
            Year = a.Contacts.OrderBy(c => c.Id).FirstOrDefault(c => c.DoNotCall)!.CreatedDate.Year,
        }).ToListAsync();
        rows.Select(row => (row.Id, row.Mail, row.Year)).Should().Equal(memory.Accounts.AsEnumerable().OrderBy(a => a.Id, StringComparer.Ordinal)
            .Select(a => (a.Id, a.Contacts.Where(c => c.DoNotCall).OrderBy(c => c.Id, StringComparer.Ordinal).FirstOrDefault()))
            .Select(pair => (pair.Id, pair.Item2?.Email, pair.Item2?.CreatedDate.Year ?? default(DateTimeOffset).Year)));
    }

    [Fact]
    public async Task Groups_are_counted()
    {
        await Yields(org => org.Accounts.GroupBy(a => a.Rating).Count(), "SELECT Rating FROM Account GROUP BY Rating");
        await Yields(org => org.Accounts.GroupBy(a => new { a.Rating, a.Industry }).LongCount(), "SELECT Rating, Industry FROM Account GROUP BY Rating, Industry");
        await Yields(org => org.Accounts.GroupBy(a => a.Rating).Any(), "SELECT Rating FROM Account GROUP BY Rating LIMIT 1");
    }

    [Fact]
    public async Task Instants_are_compared_by_method()
    {
        DateTimeOffset start = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        await Translates(org => org.Contacts.Where(c => DateTimeOffset.Compare(c.CreatedDate, start) < 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE CreatedDate < 2026-01-01T00:00:00.000Z");
        await Translates(org => org.Contacts.Where(c => c.CreatedDate.CompareTo(start) >= 0).Select(c => c.Id), "SELECT Id FROM Contact WHERE CreatedDate >= 2026-01-01T00:00:00.000Z");
    }
}
