using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying.Execution;

/// <summary>Queries that are longer than a URL, and longer than a statement of SOQL.</summary>
[Collection("Query org")]
public sealed class LongQueryTests
{
    private static readonly string[] Padding = [.. Enumerable.Range(0, 900).Select(i => $"nobody of this name {i}")];

    private static readonly string[] TooMany = [.. Enumerable.Range(0, 9_000).Select(i => $"nobody of this name {i}")];

    [Fact]
    public async Task A_query_too_long_for_a_url_goes_by_composite()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string[] names = [.. Padding, "Smith", "Deep"];
        string[] expected = [.. memory.Contacts.Where(c => c.LastName == "Smith" || c.LastName == "Deep").Select(c => c.Id!)];
        IQueryable<Contact> query = crm.Contacts.Where(c => names.Contains(c.LastName));
        query.ToSoql().Length.Should().BeInRange(17_000, 99_000);

        (await query.Select(c => c.Id!).ToListAsync()).Should().BeEquivalentTo(expected);
        await LastCallIsComposite();
        (await query.CountAsync()).Should().Be(expected.Length);
        await LastCallIsComposite();
        (await query.AnyAsync()).Should().BeTrue();
        await LastCallIsComposite();
        (await query.ExplainAsync()).Should().NotBeEmpty();
        await LastCallIsComposite();
        (await crm.Contacts.FromSoql($"SELECT Id FROM Contact WHERE LastName IN {names}").ToListAsync()).Should().HaveCount(expected.Length);
        await LastCallIsComposite();
    }

    [Fact]
    public async Task A_query_too_long_for_soql_is_divided_by_its_list()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        // The same name in two cases, far apart: a row must not be found twice.
        string?[] names = ["Smith", .. TooMany, "SMITH", "deep", "Deep", null];
        string[] expected = [.. memory.Contacts.Where(c => c.LastName == "Smith" || c.LastName == "Deep").Select(c => c.Id!)];
        IQueryable<Contact> query = crm.Contacts.Where(c => names.Contains(c.LastName) && c.Id != null);
        int calls = (await QueryOrg.OrgAsync()).Requests.Count;
        (await query.Select(c => c.Id!).ToListAsync()).Should().BeEquivalentTo(expected);
        ((await QueryOrg.OrgAsync()).Requests.Count - calls).Should().Be(3);
        (await query.CountAsync()).Should().Be(expected.Length);
        (await query.AnyAsync()).Should().BeTrue();
        (await query.Take(2).ToListAsync()).Should().HaveCount(2);
        (await query.Take(expected.Length + 5).ToListAsync()).Should().HaveCount(expected.Length);
        (await crm.Contacts.FirstOrDefaultAsync(c => TooMany.Contains(c.LastName))).Should().BeNull();
        (await query.Include(c => c.Account).ToListAsync()).Should().HaveCount(expected.Length);
    }

    [Fact]
    public async Task Rows_without_a_value_are_found_once()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string?[] mails = [null, .. TooMany];
        (await crm.Contacts.Where(c => mails.Contains(c.Email)).Select(c => c.Id).ToListAsync()).Should().BeEquivalentTo(memory.Contacts.Where(c => c.Email == null).Select(c => c.Id));
    }

    [Fact]
    public async Task An_ordered_query_is_divided_and_its_parts_are_merged()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        // Names far apart in the list, so that every part has rows.
        string[] known = [.. memory.Accounts.Select(a => a.Name)];
        string[] names = [.. known.Index().SelectMany(name => (string[])[.. TooMany.Skip(name.Index * 130).Take(130), name.Item])];
        List<Account> accounts = [.. memory.Accounts.AsEnumerable().Where(a => known.Contains(a.Name))];
        IQueryable<Account> query = crm.Accounts.AsNoTracking().Where(a => names.Contains(a.Name));
        int calls = (await QueryOrg.OrgAsync()).Requests.Count;

        (await query.OrderBy(a => a.Id).ToListAsync()).Select(a => a.Id).Should().Equal(accounts.OrderBy(a => a.Id, StringComparer.Ordinal).Select(a => a.Id));
        ((await QueryOrg.OrgAsync()).Requests.Count - calls).Should().BeGreaterThan(2);
        (await query.OrderByDescending(a => a.AnnualRevenue).ThenBy(a => a.Id).Select(a => a.Name).ToListAsync())
            .Should().Equal(accounts.OrderByDescending(a => a.AnnualRevenue).ThenBy(a => a.Id, StringComparer.Ordinal).Select(a => a.Name));
        (await query.OrderBy(a => a.NumberOfEmployees).NullsLast().ThenByDescending(a => a.Id).Select(a => new { a.Id, a.NumberOfEmployees }).ToListAsync())
            .Should().Equal(accounts.OrderBy(a => a.NumberOfEmployees is null).ThenBy(a => a.NumberOfEmployees).ThenByDescending(a => a.Id, StringComparer.Ordinal).Select(a => new { a.Id, a.NumberOfEmployees }));
        (await query.OrderBy(a => a.CreatedDate).ThenBy(a => a.Id).Skip(3).Take(20).Select(a => a.Id).ToListAsync())
            .Should().Equal(accounts.OrderBy(a => a.CreatedDate).ThenBy(a => a.Id, StringComparer.Ordinal).Skip(3).Take(20).Select(a => a.Id));
        (await query.OrderBy(a => a.Id).Skip(5).FirstAsync()).Id.Should().Be(accounts.OrderBy(a => a.Id, StringComparer.Ordinal).ElementAt(5).Id);
        (await query.OrderBy(a => a.AnnualRevenue).ThenBy(a => a.Id).LastAsync()).Id.Should().Be(accounts.OrderBy(a => a.AnnualRevenue).ThenBy(a => a.Id, StringComparer.Ordinal).Last().Id);
        (await query.OrderBy(a => a.Id).Include(a => a.Contacts).Include(a => a.Owner).AsTracking().ToListAsync()).Sum(a => a.Contacts.Count).Should().Be(accounts.Sum(a => a.Contacts.Count));
        (await query.OrderBy(a => a.Id).Where(a => a.Name == "").ToListAsync()).Should().BeEmpty();
    }

    [Fact]
    public async Task What_needs_one_query_is_refused()
    {
        await using CrmContext crm = await QueryOrg.ContextAsync();
        await Refused(() => crm.Contacts.Where(c => TooMany.Contains(c.LastName)).OrderBy(c => c.LastName).ToListAsync(), "it orders its rows by LastName, whose order only the org knows. Several queries can be merged by Ids, numbers, dates and checkboxes");
        await Refused(() => crm.Contacts.Where(c => TooMany.Contains(c.LastName)).OrderBy(c => c.Account!.AnnualRevenue).ToListAsync(), "it orders its rows by Account.AnnualRevenue");
        await Refused(() => crm.Deals.Where(d => TooMany.Contains(d.Id)).OrderBy(d => d.Stage).ToListAsync(), "it orders its rows by StageName");
        await Refused(() => crm.Contacts.Where(c => TooMany.Contains(c.LastName)).GroupBy(c => c.LastName).Select(g => g.Key).ToListAsync(), "it groups or aggregates");
        await Refused(() => crm.Accounts.Where(a => TooMany.Contains(a.Name)).SumAsync(a => a.AnnualRevenue), "it groups or aggregates");
        await Refused(() => crm.Contacts.Where(c => !TooMany.Contains(c.LastName)).ToListAsync(), "it has no list that all rows must be in");
        await Refused(() => crm.Contacts.Where(c => TooMany.Contains(c.LastName) || c.DoNotCall).ToListAsync(), "it has no list that all rows must be in");
        await Refused(() => crm.Contacts.Where(c => TooMany.Contains(c.LastName)).Skip(3).ToListAsync(), "it skips rows");
    }

    private static async Task Refused(Func<Task> query, string reason) =>
        await query.Should().ThrowAsync<QueryNotSupportedException>().WithMessage($"SOQL has up to 100,000 characters, and this query has *. It cannot be divided by its lists: {reason}*");

    private static async Task LastCallIsComposite() => (await QueryOrg.OrgAsync()).Requests.Last(request => !request.Path.Contains("describe", StringComparison.Ordinal)).Path.Should().EndWith("/composite");
}
