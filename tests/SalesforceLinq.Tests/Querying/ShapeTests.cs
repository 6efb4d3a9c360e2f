using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

public sealed class ShapeTests : TranslationTest
{
    private const string AccountFields = "Id, CreatedDate, Name, Industry, Rating, Site, AnnualRevenue, NumberOfEmployees, OwnerId, BillingAddress";
    private const string ContactFields = "Id, FirstName, LastName, Email, DoNotCall, Interests__c, CreatedDate, Birthdate, AccountId";

    [Fact]
    public Task What_soql_cannot_compute_is_computed_for_each_row() => Translates(
        org => org.Contacts.Select(c => new { c.Id, Full = c.FirstName + " " + c.LastName, Up = Helper(c.Email) }),
        "SELECT Id, FirstName, LastName, Email FROM Contact");

    [Fact]
    public async Task A_missing_parents_fields_are_null()
    {
        await Translates(
            org => org.Contacts.Select(c => new Dto { Name = c.LastName, Account = c.Account!.Name }), "SELECT LastName, Account.Name FROM Contact");
        await Translates(
            org => org.Contacts.Select(c => new { N = c.Account == null ? null : c.Account.Name, E = (int?)c.Account!.NumberOfEmployees ?? 0 }),
            "SELECT AccountId, Account.Name, Account.NumberOfEmployees FROM Contact");
    }

    [Fact]
    public async Task Entities_are_read_whole()
    {
        await Translates(org => org.Contacts, $"SELECT {ContactFields} FROM Contact");
        await Says(
            org => org.Contacts.Select(c => c.Account), "SELECT Account." + AccountFields.Replace(", ", ", Account.", StringComparison.Ordinal) + " FROM Contact");
        await Runs(
            org => org.Contacts.Include(c => c.Account).ThenInclude(a => a!.Owner),
            $"SELECT {ContactFields}, Account.{AccountFields.Replace(", ", ", Account.", StringComparison.Ordinal)}, Account.Owner.Id, Account.Owner.Name FROM Contact");
    }

    [Fact]
    public async Task Included_parents_are_linked()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        List<Contact> contacts = await context.Contacts.Include(c => c.Account!.Owner).ToListAsync();
        Assert.All(contacts.Where(c => c.AccountId != null), c => Assert.Equal(c.AccountId, c.Account!.Id));
        Assert.All(contacts.Where(c => c.AccountId == null), c => Assert.Null(c.Account));
        // One account is one object, however many contacts it has.
        Assert.Equal(contacts.Where(c => c.AccountId != null).Select(c => c.AccountId).Distinct().Count(), contacts.Where(c => c.Account != null).Select(c => c.Account).Distinct().Count());
        Assert.All(contacts.Where(c => c.Account != null), c => Assert.NotNull(c.Account!.Owner));
    }

    [Fact]
    public Task Children_are_queried_inside() => Translates(
        org => org.Accounts.Select(a => new { a.Name, Top = a.Contacts.Where(c => c.Email != null).Select(c => c.Email).ToList() }),
        "SELECT Name, (SELECT Email FROM Contacts WHERE Email != null) FROM Account");

    [Fact]
    public async Task Children_are_filtered_ordered_and_cut()
    {
        int five = 5;
        await Runs(
            org => org.Accounts.Select(a => new { a.Name, Top = a.Contacts.Where(c => c.Email != null).OrderBy(c => c.LastName).Take(five).Select(c => c.Email).ToList() }),
            "SELECT Name, (SELECT Email FROM Contacts WHERE Email != null ORDER BY LastName LIMIT 5) FROM Account");
    }

    [Fact]
    public async Task Children_are_included()
    {
        await Runs(
            org => org.Accounts.Include(a => a.Contacts.Where(c => c.Email != null)),
            $"SELECT {AccountFields}, (SELECT {ContactFields} FROM Contacts WHERE Email != null) FROM Account");
        await using CrmContext context = await QueryOrg.ContextAsync();
        List<Account> accounts = await context.Accounts.Include(a => a.Contacts).Include(a => a.Opportunities).ToListAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        Assert.Equal(memory.Contacts.Count(c => c.AccountId != null), accounts.Sum(a => a.Contacts.Count));
        Assert.Equal(memory.Opportunities.Count(o => o.AccountId != null), accounts.Sum(a => a.Opportunities.Count));
        Assert.All(accounts, a => Assert.All(a.Contacts, c => Assert.Same(a, c.Account)));
    }

    [Fact]
    public async Task Children_are_counted_by_their_total_size()
    {
        await Translates(org => org.Accounts.Select(a => new { a.Name, N = a.Contacts.Count() }), "SELECT Name, (SELECT Id FROM Contacts) FROM Account");
        await Translates(org => org.Accounts.Select(a => new { a.Name, N = a.Contacts.Count }), "SELECT Name, (SELECT Id FROM Contacts) FROM Account");
        await Translates(
            org => org.Accounts.Select(a => new { a.Name, N = a.Contacts.Any(c => c.DoNotCall) }), "SELECT Name, (SELECT Id FROM Contacts WHERE DoNotCall = true) FROM Account");
    }

    [Fact]
    public Task Labels_are_asked_for() => Runs(org => org.Opportunities.Select(o => SoqlFunctions.ToLabel(o.StageName)), "SELECT toLabel(StageName) FROM Opportunity");

    [Fact]
    public Task A_polymorphic_parent_is_read_by_its_type() => Runs(
        org => org.Activities.Select(t => t.What is Account ? ((Account)t.What).Industry : t.What is Opportunity ? ((Opportunity)t.What).StageName : null),
        "SELECT TYPEOF What WHEN Account THEN Industry WHEN Opportunity THEN StageName END FROM Task");

    [Fact]
    public async Task Polymorphic_rows_know_what_they_are()
    {
        await using CrmContext context = await QueryOrg.ContextAsync();
        await Runs(org => org.Activities.Select(t => t.What is Account ? "account" : "other"), "SELECT What.Type FROM Task");
        var rows = await context.Activities.Select(t => new { t.WhatId, Kind = t.What is Account ? "001" : t.What is Opportunity ? "006" : "", Name = t.What is Account ? ((Account)t.What).Name : null }).ToListAsync();
        Assert.All(rows, row => Assert.StartsWith(row.Kind, row.WhatId ?? "", StringComparison.Ordinal));
        Assert.All(rows.Where(row => row.WhatId?.StartsWith("001", StringComparison.Ordinal) == true), row => Assert.Equal("001", row.Kind));
    }

    [Fact]
    public async Task Order_says_where_nulls_stand()
    {
        await Translates(
            org => org.Contacts.OrderBy(c => c.LastName).ThenByDescending(c => c.CreatedDate).Select(c => c.Id),
            "SELECT Id FROM Contact ORDER BY LastName, CreatedDate DESC");
        await Translates(org => org.Opportunities.OrderByDescending(o => o.Amount).Select(o => o.Id), "SELECT Id FROM Opportunity ORDER BY Amount DESC NULLS LAST");
        await Runs(org => org.Opportunities.OrderByDescending(o => o.Amount).NullsFirst().Select(o => o.Id), "SELECT Id FROM Opportunity ORDER BY Amount DESC NULLS FIRST");
        await Runs(org => org.Opportunities.OrderBy(o => o.Amount).NullsLast().ThenBy(o => o.Name).Select(o => o.Id), "SELECT Id FROM Opportunity ORDER BY Amount NULLS LAST, Name");
        await Translates(org => org.Opportunities.OrderBy(o => o.Name).OrderBy(o => o.Amount).Select(o => o.Id), "SELECT Id FROM Opportunity ORDER BY Amount, Name");
        await Translates(org => org.Opportunities.Select(o => o.Name).Order(), "SELECT Name FROM Opportunity ORDER BY Name");
    }

    [Fact]
    public async Task Pages_are_cut_out()
    {
        int page = 20;
        await Translates(org => org.Accounts.OrderBy(a => a.Name).Skip(page).Take(10).Select(a => a.Name), "SELECT Name FROM Account ORDER BY Name LIMIT 10 OFFSET 20");
        await Translates(org => org.Accounts.OrderBy(a => a.Name).Take(10).Skip(3).Select(a => a.Name), "SELECT Name FROM Account ORDER BY Name LIMIT 7 OFFSET 3");
        await Translates(org => org.Accounts.OrderBy(a => a.Name).Take(10).Take(4).Select(a => a.Name), "SELECT Name FROM Account ORDER BY Name LIMIT 4");
        await Translates(org => org.Accounts.OrderBy(a => a.Name).Skip(1).Skip(2).Take(4).Select(a => a.Name), "SELECT Name FROM Account ORDER BY Name LIMIT 4 OFFSET 3");
    }

    [Fact]
    public async Task Distinct_groups()
    {
        await Translates(org => org.Accounts.Select(a => a.Industry).Distinct(), "SELECT Industry FROM Account GROUP BY Industry");
        await Translates(org => org.Accounts.Select(a => new { a.Industry, a.Rating }).Distinct(), "SELECT Industry, Rating FROM Account GROUP BY Industry, Rating");
        await Translates(org => org.Accounts.Select(a => a.Industry).Distinct().OrderBy(i => i), "SELECT Industry FROM Account GROUP BY Industry ORDER BY Industry");
    }

    [Fact]
    public async Task Joins_follow_relationships()
    {
        await Translates(
            org => from a in org.Accounts join c in org.Contacts on a.Id equals c.AccountId select new { a.Name, c.LastName },
            "SELECT Account.Name, LastName FROM Contact WHERE AccountId != null");
        await Translates(
            org => from a in org.Accounts from c in a.Contacts select new { a.Name, c.LastName }, "SELECT Account.Name, LastName FROM Contact WHERE AccountId != null");
        await Translates(
            org => from c in org.Contacts join a in org.Accounts on c.AccountId equals a.Id select new { c.LastName, a.Name },
            "SELECT LastName, Account.Name FROM Contact WHERE AccountId != null");
        await Translates(
            org => from a in org.Accounts where a.Rating == "Hot" from c in a.Contacts where c.Email != null orderby c.LastName select new { a.Name, c.LastName },
            "SELECT Account.Name, LastName FROM Contact WHERE Account.Rating = 'Hot' AND AccountId != null AND Email != null ORDER BY LastName");
        await Translates(
            org => from a in org.Accounts join c in org.Contacts on a.Id equals c.AccountId where a.Rating == "Hot" select c.LastName,
            "SELECT LastName FROM Contact WHERE AccountId != null AND Account.Rating = 'Hot'");
        await Translates(org => org.Accounts.SelectMany(a => a.Contacts).Select(c => c.LastName), "SELECT LastName FROM Contact WHERE AccountId != null");
    }

    [Fact]
    public async Task Outer_joins_start_from_the_child()
    {
        const string Soql = "SELECT LastName, Account.Name FROM Contact";
        await Translates(
            org => from c in org.Contacts join a in org.Accounts on c.AccountId equals a.Id into g from a in g.DefaultIfEmpty() select new { c.LastName, Name = a.Name },
            Soql);
        await Translates(org => org.Contacts.LeftJoin(org.Accounts, c => c.AccountId, a => a.Id, (c, a) => new { c.LastName, Name = a!.Name }), Soql);
        await Translates(org => org.Accounts.RightJoin(org.Contacts, a => a.Id, c => c.AccountId, (a, c) => new { c.LastName, Name = a!.Name }), Soql);
    }

    [Fact]
    public async Task A_group_join_is_a_list_of_children()
    {
        await Translates(
            org => from a in org.Accounts join c in org.Contacts on a.Id equals c.AccountId into g select new { a.Name, Names = g.Select(c => c.LastName).ToList() },
            "SELECT Name, (SELECT LastName FROM Contacts) FROM Account");
    }

    [Fact]
    public async Task Projections_make_what_they_like()
    {
        string prefix = "N: ";
        await Translates(org => org.Contacts.Select(c => new ValueTuple<string?, string>(c.Id, prefix + c.LastName)), "SELECT Id, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => new Pair(c.Id, c.LastName)), "SELECT Id, LastName FROM Contact");
        await Translates(org => org.Contacts.Select(c => new[] { c.Id, c.LastName }), "SELECT Id, LastName FROM Contact");
        await Translates(org => org.Opportunities.Select(o => o.CloseDate.AddDays(1)), "SELECT CloseDate FROM Opportunity");
        await Translates(org => org.Opportunities.Select(o => o.CloseDate.Year), "SELECT CloseDate FROM Opportunity");
        await Translates(org => org.Contacts.Select(c => 5), "SELECT Id FROM Contact");
        await Translates(org => org.Contacts.Select(c => new { c.Id, c.LastName }).Where(x => x.LastName == "Smith").Select(x => x.Id), "SELECT Id FROM Contact WHERE LastName = 'Smith'");
        await Translates(org => from c in org.Contacts let n = c.Account!.Name where n == "Zeta" select new { c.Id, n }, "SELECT Id, Account.Name FROM Contact WHERE Account.Name = 'Zeta'");
    }

    [Fact]
    public async Task An_entity_in_a_projection_is_whole_and_tracked()
    {
        await Translates(org => org.Contacts.Select(c => new { c, c.LastName }).Select(x => x.c), $"SELECT {ContactFields} FROM Contact");
        await using CrmContext context = await QueryOrg.ContextAsync();
        var first = await context.Contacts.Where(c => c.AccountId != null).Select(c => new { Contact = c, c.Account }).FirstAsync();
        Assert.Equal(first.Contact.AccountId, first.Account!.Id);
        Assert.Equal(2, context.ChangeTracker.Entries().Count());
    }

    private static string? Helper(string? email) => email?.ToUpperInvariant();

    public sealed record Pair(string? Id, string Name);

    public sealed class Dto
    {
        public string? Name { get; set; }

        public string? Account { get; set; }
    }
}
