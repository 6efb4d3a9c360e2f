using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Projections as people write them: what SOQL fetches, and what is computed of it for each row.</summary>
public sealed class ProjectionTests : TranslationTest
{
    [Fact]
    public async Task Text_is_interpolated()
    {
        string greeting = "Dear";
        await Translates(org => org.Contacts.Select(c => $"{greeting} {c.FirstName} {c.LastName}"), "SELECT FirstName, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => new { Line = $"{c.LastName}, {c.Account!.Name} ({c.CreatedDate.Year})" }), "SELECT LastName, Account.Name, CreatedDate FROM Contact");
        await Translates(org => org.Contacts.Select(c => string.Concat(c.FirstName, "-", c.LastName)), "SELECT FirstName, LastName FROM Contact");
    }

    [Fact]
    public async Task Choices_are_computed()
    {
        await Translates(org => org.Accounts.Select(a => a.Rating ?? "none"), "SELECT Rating FROM Account");
        await Translates(org => org.Accounts.Select(a => a.AnnualRevenue > 4 ? "big" : "small"), "SELECT AnnualRevenue FROM Account");
        await Translates(org => org.Accounts.Select(a => a.AnnualRevenue.HasValue ? a.AnnualRevenue.Value : -1), "SELECT AnnualRevenue FROM Account");
        await Translates(org => org.Accounts.Select(a => a.NumberOfEmployees.GetValueOrDefault()), "SELECT NumberOfEmployees FROM Account");
        await Translates(org => org.Accounts.Select(a => new { Half = a.AnnualRevenue / 2, Sum = a.NumberOfEmployees + 1 }), "SELECT AnnualRevenue, NumberOfEmployees FROM Account");
        await Translates(org => org.Deals.Select(d => d.Stage == Stage.ClosedWon), "SELECT StageName FROM Opportunity");
        await Translates(org => org.Deals.Select(d => d.Stage.ToString()), "SELECT StageName FROM Opportunity");
        await Translates(org => org.Choosers.Select(c => (c.Interests & Interest.B) != 0), "SELECT Interests__c FROM Contact");
        await Translates(org => org.Contacts.Select(c => c.Account == null ? "none" : c.Account.Name + "!"), "SELECT AccountId, Account.Name FROM Contact");
    }

    [Fact]
    public async Task Objects_of_all_kinds_are_made()
    {
        await Translates(org => org.Contacts.Select(c => Tuple.Create(c.Id, c.LastName)), "SELECT Id, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => ValueTuple.Create(c.Id, c.LastName)), "SELECT Id, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => new KeyValuePair<string, string?>(c.LastName, c.Email)), "SELECT LastName, Email FROM Contact");
        await Translates(org => org.Contacts.Select(c => new Card(c.LastName) { Mail = c.Email, Company = new Company { Name = c.Account!.Name } }), "SELECT LastName, Email, Account.Name FROM Contact");
        await Translates(
            org => org.Contacts.Select(c => new { c.Id, Who = new { c.FirstName, c.LastName, Boss = new { c.Account!.Owner!.Name } } }),
            "SELECT Id, FirstName, LastName, Account.Owner.Name FROM Contact");
        await Translates(org => org.Contacts.Select(c => new List<string?> { c.FirstName, c.LastName }), "SELECT FirstName, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => (object)c.LastName), "SELECT LastName FROM Contact");
    }

    [Fact]
    public async Task A_projection_is_gone_on_with()
    {
        await Translates(org => org.Contacts.Select(c => new Pair(c.Id, c.LastName)).Where(p => p.Name == "Smith").Select(p => p.Id), "SELECT Id FROM Contact WHERE LastName = 'Smith'");
        await Translates(org => org.Contacts.Select(c => Tuple.Create(c.Id, c.LastName)).Where(p => p.Item2 == "Smith").Select(p => p.Item1), "SELECT Id FROM Contact WHERE LastName = 'Smith'");
        await Translates(
            org => org.Contacts.Select(c => new Card(c.LastName) { Mail = c.Email }).Where(p => p.Mail != null).OrderBy(p => p.Mail).Select(p => p.Mail),
            "SELECT Email FROM Contact WHERE Email != null ORDER BY Email");
        await Translates(org => org.Contacts.Select(c => c.Account).Where(a => a!.Rating == "Hot").Select(a => a!.Name), "SELECT Account.Name FROM Contact WHERE Account.Rating = 'Hot'");
        await Translates(
            org => from c in org.Contacts let account = c.Account let name = account.Name where name != null orderby name, c.Id select new { c.Id, name, Long = name + "/" + c.LastName },
            "SELECT Id, Account.Name, LastName FROM Contact WHERE Account.Name != null ORDER BY Account.Name, Id");
        await Translates(
            org => org.Accounts.OrderBy(a => a.Name).Take(7).Select(a => new { a.Name, a.Rating }).Select(x => x.Name), "SELECT Name FROM Account ORDER BY Name LIMIT 7");
        await Translates(org => org.Accounts.OrderBy(a => a.Name).ThenBy(a => a.Id).Skip(2).Take(3).Select(a => new { a.Id }), "SELECT Id FROM Account ORDER BY Name, Id LIMIT 3 OFFSET 2");
    }

    [Fact]
    public async Task Children_are_made_into_what_is_asked_for()
    {
        string suffix = "!";
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, All = a.Contacts.Select(c => a.Name + "/" + c.LastName + suffix).ToList() }),
            "SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
        await Runs(
            org => org.Accounts.Select(a => new { a.Name, One = a.Contacts.OrderBy(c => c.Id).Select(c => c.LastName).FirstOrDefault() }),
            "SELECT Name, (SELECT LastName FROM Contacts ORDER BY Id LIMIT 1) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Total = a.Opportunities.Sum(o => o.Amount), Best = a.Contacts.Max(c => c.LastName) }),
            "SELECT Name, (SELECT Amount FROM Opportunities), (SELECT LastName FROM Contacts) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Line = string.Join(", ", a.Contacts.Where(c => c.Email == null).Select(c => c.LastName)).Length }),
            "SELECT Name, (SELECT LastName FROM Contacts WHERE Email = null) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, AllQuiet = a.Contacts.All(c => c.DoNotCall) }), "SELECT Name, (SELECT Id FROM Contacts WHERE DoNotCall = false) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Names = a.Contacts.Where(c => c.Email != null).Select(c => new { c.LastName, c.Email }).ToArray() }),
            "SELECT Name, (SELECT LastName, Email FROM Contacts WHERE Email != null) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, Some = a.Contacts.Select(c => c.FirstName).Distinct().Count() }), "SELECT Name, (SELECT FirstName FROM Contacts) FROM Account");
        await Runs(
            org => org.Accounts.Select(a => new { a.Name, Next = a.Contacts.OrderBy(c => c.Id).Skip(1).Take(2).Select(c => c.Id).ToList() }),
            "SELECT Name, (SELECT Id FROM Contacts ORDER BY Id) FROM Account");
        await Runs(org => org.Accounts.Select(a => new { a.Name, ByName = a.Contacts.ToLookup(c => c.LastName) }), "SELECT Name, (SELECT Id, FirstName, LastName, Email, DoNotCall, Interests__c, CreatedDate, Birthdate, AccountId FROM Contacts) FROM Account");
    }

    [Fact]
    public async Task Children_lie_five_levels_deep()
    {
        await Translates(
            org => org.Accounts.Where(a => a.Name == "Deep").Select(a => new
            {
                a.Name,
                Contacts = a.Contacts.Select(c => new
                {
                    Path = a.Name + "/" + c.LastName,
                    Cases = c.Cases.Select(one => new
                    {
                        one.Subject,
                        Cases = one.Cases.Select(two => new { two.Subject, Cases = two.Cases.OrderBy(t => t.Subject).Select(three => c.LastName + three.Subject).ToList() }).ToList(),
                    }).ToList(),
                }).ToList(),
            }),
            "SELECT Name, (SELECT LastName, (SELECT Subject, (SELECT Subject, (SELECT Subject FROM Cases ORDER BY Subject) FROM Cases) FROM Cases) FROM Contacts) FROM Account WHERE Name = 'Deep'");
        await Refuses(
            org => org.Accounts.Select(a => a.Contacts.Select(c => c.Cases.Select(d => d.Cases.Select(e => e.Cases.Select(f => f.Cases.Select(g => g.Id)))))),
            "SOQL reads five levels of records*");
        await Refuses(
            org => org.Accounts.Include(a => a.Contacts).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases), "SOQL reads five levels of records*");
    }

    [Fact]
    public async Task Includes_go_on_through_children()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        Account deep = await context.Accounts.Where(a => a.Name == "Deep").OrderBy(a => a.Id)
            .Include(a => a.Contacts).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases).ThenInclude(c => c.Cases)
            .Include(a => a.Owner)
            .Include(a => a.Opportunities.Where(o => o.IsWon))
            .SingleAsync();
        Assert.Equal(["three", "three again"], deep.Contacts.Single().Cases.Single().Cases.Single().Cases.Select(c => c.Subject).Order());
        Assert.Same(deep, deep.Contacts.Single().Account);
        Assert.NotNull(deep.Owner);
        Contact contact = await context.Contacts.Where(c => c.LastName == "Deep").Include(c => c.Cases.Where(x => x.Subject == "one")).ThenInclude(x => x.Parent).SingleAsync();
        Assert.Single(contact.Cases);
    }

    [Fact]
    public async Task Includes_that_soql_cannot_answer_are_refused()
    {
        await Refuses(org => org.Accounts.Include(a => a.Contacts.Where(c => c.DoNotCall)).Include(a => a.Contacts.Where(c => c.Email != null)), "*is included twice with different filters*");
        await Refuses(org => org.Contacts.Include(c => c.Account!.Contacts), "SOQL selects the children of the row itself*");
        await Refuses(org => org.Contacts.Select(c => new { c.Id, c.Account!.Contacts }), "SOQL selects the children of the row itself*");
        await Refuses(
            org => org.Accounts.Select(a => new { A = a.Contacts.Count(c => c.DoNotCall), B = a.Contacts.Count() }), "SOQL answers one query for each child relationship*");
        await Refuses(org => org.Accounts.Select(a => new { a.Name, All = org.Contacts.Count(c => c.AccountId == a.Id) }), "SOQL selects the children of a record inside it*");
    }

    [Fact]
    public async Task Parents_are_selected_with_their_parents()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        List<Account?> accounts = await context.Contacts.Where(c => c.AccountId != null).Select(c => c.Account).Include(a => a!.Owner).Take(5).ToListAsync();
        Assert.All(accounts, a => Assert.NotNull(a!.Owner));
    }

    [Fact]
    public async Task Distinct_is_over_fields()
    {
        await Translates(org => org.Accounts.Select(a => new Pair(a.Industry, a.Rating!)).Distinct(), "SELECT Industry, Rating FROM Account GROUP BY Industry, Rating");
        await Translates(org => org.Contacts.Select(c => c.Account!.Industry).Distinct(), "SELECT Account.Industry FROM Contact GROUP BY Account.Industry");
        await Translates(org => org.Accounts.Distinct().Where(a => a.Rating == "Hot").Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot'");
        await Refuses(org => org.Contacts.Select(c => c.FirstName + c.LastName).Distinct(), "SOQL tells rows apart by their fields*");
        await Yields(org => org.Accounts.Select(a => a.Industry).Distinct().Count(), "SELECT Industry FROM Account GROUP BY Industry");
        await Yields(org => org.Accounts.Where(a => a.Rating == "Hot").Distinct().Count(), "SELECT COUNT() FROM Account WHERE Rating = 'Hot'");
    }

    public sealed record Pair(string? Id, string Name);

    public sealed class Card(string name)
    {
        public string Name { get; } = name;

        public string? Mail { get; set; }

        public Company? Company { get; set; }
    }

    public sealed class Company
    {
        public string? Name { get; set; }
    }
}
