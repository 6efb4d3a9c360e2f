using System.Collections.Immutable;
using System.Linq.Expressions;
using SalesforceLinq.Tests.Querying.Subjects;

namespace SalesforceLinq.Tests.Querying;

/// <summary>Conditions as people compose them: from captured values, from other expressions, from helpers of their own.</summary>
public sealed class CompositionTests : TranslationTest
{
    private const string Hot = "SELECT Id FROM Account WHERE Rating = 'Hot'";

    private readonly string _rating = "Hot";

    private static readonly string StaticRating = "Hot";

    private string Rating => _rating;

    [Fact]
    public async Task Values_come_from_anywhere()
    {
        string local = "Hot";
        var holder = new { Filter = new { Rating = "Hot" } };
        Dictionary<string, string> byName = new() { ["rating"] = "Hot" };
        string[] array = ["Cold", "Hot"];
        await Translates(org => org.Accounts.Where(a => a.Rating == local).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == _rating).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == Rating).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == StaticRating).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == holder.Filter.Rating).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == byName["rating"]).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == array[1]).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == Compute("ot")).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == local.Trim().Substring(0, 3)).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => "Hot" == a.Rating).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => a.Rating == $"H{"ot"}").Select(a => a.Id), Hot);
    }

    [Fact]
    public async Task Closures_inside_closures_are_read()
    {
        string outer = "Hot";
        Func<string, Func<ICrm, IQueryable<string?>>> make = inner =>
        {
            string both = outer == inner ? inner : "none";
            return org => org.Accounts.Where(a => a.Rating == both && a.Rating == outer).Select(a => a.Id);
        };
        await Translates(make("Hot"), "SELECT Id FROM Account WHERE Rating = 'Hot' AND Rating = 'Hot'");
    }

    [Fact]
    public async Task The_same_query_runs_again_with_other_values()
    {
        foreach (string? rating in (string?[])["Hot", null, "Warm"])
        {
            await Translates(
                org => org.Accounts.Where(a => a.Rating == rating).Select(a => a.Id),
                $"SELECT Id FROM Account WHERE Rating = {(rating is null ? "null" : $"'{rating}'")}");
        }
    }

    [Fact]
    public async Task Captured_entities_are_looked_into()
    {
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        Contact contact = memory.Contacts.First(c => c.Account != null);
        await Translates(org => org.Contacts.Where(c => c.AccountId == contact.Account!.Id).Select(c => c.Id), $"SELECT Id FROM Contact WHERE AccountId = '{contact.Account!.Id}'");
        await Translates(org => org.Accounts.Where(a => a == contact.Account).Select(a => a.Id), $"SELECT Id FROM Account WHERE Id = '{contact.AccountId}'");
    }

    [Fact]
    public async Task Predicates_are_kept_and_combined()
    {
        Expression<Func<Account, bool>> isHot = a => a.Rating == "Hot";
        Expression<Func<Account, bool>> isEnergy = a => a.Industry == "Energy";
        const string Both = "SELECT Id FROM Account WHERE Rating = 'Hot' AND Industry = 'Energy'";
        const string Either = "SELECT Id FROM Account WHERE Rating = 'Hot' OR Industry = 'Energy'";
        await Translates(org => org.Accounts.Where(isHot).Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(isHot).Where(isEnergy).Select(a => a.Id), Both);
        await Translates(org => org.Accounts.Where(Invoked(isHot, isEnergy, Expression.AndAlso)).Select(a => a.Id), Both);
        await Translates(org => org.Accounts.Where(Invoked(isHot, isEnergy, Expression.OrElse)).Select(a => a.Id), Either);
        await Translates(org => org.Accounts.Where(Replaced(isHot, isEnergy, Expression.AndAlso)).Select(a => a.Id), Both);
        await Translates(org => org.Accounts.Where(Replaced(isHot, isEnergy, Expression.OrElse)).Select(a => a.Id), Either);
        await Translates(org => org.Accounts.Where(Replaced(isHot, isHot, Expression.AndAlso)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot' AND Rating = 'Hot'");
        await Translates(
            org => org.Accounts.Where(Expression.Lambda<Func<Account, bool>>(Expression.Not(isHot.Body), isHot.Parameters)).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Rating != 'Hot'");
    }

    [Fact]
    public async Task A_predicate_is_compiled_inside_a_query()
    {
        Expression<Func<Contact, bool>> quiet = c => c.DoNotCall;
        Expression<Func<Account, bool>> isHot = a => a.Rating == "Hot";
        const string Soql = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true)";
        await Says(org => org.Accounts.Where(a => a.Contacts.AsQueryable().Any(quiet)).Select(a => a.Id), Soql);
        await Says(org => org.Accounts.Where(a => a.Contacts.Any(quiet.Compile())).Select(a => a.Id), Soql);
        await Says(org => org.Accounts.Where(a => isHot.Compile()(a) && a.Industry == "Energy").Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot' AND Industry = 'Energy'");
    }

    [Fact]
    public async Task Queries_are_built_at_run_time()
    {
        ParameterExpression row = Expression.Parameter(typeof(Account), "row");
        foreach (string property in (string[])["Rating", "Industry"])
        {
            var where = Expression.Lambda<Func<Account, bool>>(Expression.Equal(Expression.Property(row, property), Expression.Constant("Hot")), row);
            var order = Expression.Lambda<Func<Account, string>>(Expression.Property(row, property), row);
            await Translates(org => org.Accounts.Where(where).OrderBy(order).Select(a => a.Id), $"SELECT Id FROM Account WHERE {property} = 'Hot' ORDER BY {property}");
        }

        MemoryCrm memory = await QueryOrg.MemoryAsync();
        await using CrmContext context = await QueryOrg.ContextAsync();
        Expression call = Expression.Call(
            typeof(Queryable), nameof(Queryable.Where), [typeof(Account)], context.Accounts.Expression,
            Expression.Lambda<Func<Account, bool>>(Expression.Equal(Expression.Property(row, "Rating"), Expression.Constant("Hot")), row));
        Assert.Equal(memory.Accounts.Count(a => a.Rating == "Hot"), ((IEnumerable<Account>)context.Accounts.AsQueryable().Provider.CreateQuery(call)).Count());
    }

    [Fact]
    public async Task Helpers_extend_queries()
    {
        await Translates(org => Big(Hotted(org.Accounts)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot' AND AnnualRevenue > 4");
        await Translates(
            org => OrderedBy(org.Accounts.Where(a => a.Rating == "Hot"), a => a.Name, isDescending: true).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Rating = 'Hot' ORDER BY Name DESC");
        bool filter = false;
        await Translates(org => (filter ? org.Accounts.Where(a => a.Rating == "x") : org.Accounts).Select(a => a.Id), "SELECT Id FROM Account");
    }

    [Fact]
    public async Task Repositories_are_generic()
    {
        MemoryCrm memory = await QueryOrg.MemoryAsync();
        string id = memory.Accounts.First().Id!;
        await using CrmContext context = await QueryOrg.ContextAsync();
        Assert.Equal(id, (await Repository<Account>(context, id).SingleAsync()).Id);
        Assert.Equal($"SELECT Name FROM Account WHERE Id = '{id}'", Repository<Account>(context, id).Select(a => a.Name).ToSoql());
        string[] ids = [id];
        await Translates(org => AllById(org.Accounts, ids).Select(a => a.Name), $"SELECT Name FROM Account WHERE Id IN ('{id}')");
        IQueryable<IHasId> bare = context.Accounts;
        Assert.Equal($"SELECT Id FROM Account WHERE Id = '{id}'", bare.Where(x => x.Id == id).Select(x => x.Id).ToSoql());
        Assert.Equal(id, (await bare.Where(x => x.Id == id).ToListAsync()).Single().Id);
    }

    [Fact]
    public async Task Interfaces_are_cast_to()
    {
        await Translates(org => org.Accounts.Cast<IHasId>().Where(x => x.Id != null).Select(x => x.Id), "SELECT Id FROM Account WHERE Id != null");
        await Translates(org => org.Accounts.OfType<IHasId>().OrderBy(x => x.Id).Select(x => x.Id), "SELECT Id FROM Account ORDER BY Id");
        await Translates(org => org.Accounts.OfType<Account>().Where(a => a.Rating == "Hot").Select(a => a.Id), Hot);
        await Translates(org => org.Accounts.Where(a => ((IHasId)a).Id != null).Select(a => a.Id), "SELECT Id FROM Account WHERE Id != null");
        await Refuses(org => org.Accounts.Cast<IHasId>().OfType<Contact>(), "SOQL reads one object at a time*OfType<Contact>*");
    }

    [Fact]
    public async Task Collections_of_all_kinds_are_asked()
    {
        const string Soql = "SELECT Id FROM Account WHERE Rating IN ('Hot', 'Warm')";
        string[] array = ["Hot", "Warm"];
        ImmutableArray<string> immutable = [.. array];
        IReadOnlyList<string> list = array;
        ICollection<string> collection = [.. array];
        Dictionary<string, int> dictionary = new() { ["Hot"] = 1, ["Warm"] = 2 };
        SortedSet<string> sorted = [.. array];
        Queue<string> queue = new(array);
        await Translates(org => org.Accounts.Where(a => immutable.Contains(a.Rating!)).Select(a => a.Id), Soql);
        await Runs(org => org.Accounts.Where(a => ImmutableHashSet.Create("Hot").Contains(a.Rating!)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating IN ('Hot')");
        await Translates(org => org.Accounts.Where(a => list.Contains(a.Rating)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => collection.Contains(a.Rating!)).Select(a => a.Id), Soql);
        await Runs(org => org.Accounts.Where(a => dictionary.Keys.Contains(a.Rating!)).Select(a => a.Id), Soql);
        await Says(org => org.Accounts.Where(a => a.Rating != null && dictionary.ContainsKey(a.Rating)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating != null AND Rating IN ('Hot', 'Warm')");
        await Translates(org => org.Accounts.Where(a => sorted.Contains(a.Rating!)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => queue.Contains(a.Rating!)).Select(a => a.Id), Soql);
        await Translates(org => org.Accounts.Where(a => Enumerable.Repeat("Hot", 3).Contains(a.Rating)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating IN ('Hot')");
        await Translates(org => org.Accounts.Where(a => array.Where(r => r.StartsWith('H')).Contains(a.Rating)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating IN ('Hot')");
        int?[] sizes = [5, null];
        await Translates(org => org.Accounts.Where(a => sizes.Contains(a.NumberOfEmployees)).Select(a => a.Id), "SELECT Id FROM Account WHERE NumberOfEmployees IN (5) OR NumberOfEmployees = null");
        DateOnly[] days = [new(2024, 3, 15)];
        await Translates(org => org.Opportunities.Where(o => days.Contains(o.CloseDate)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate IN (2024-03-15)");
    }

    [Fact]
    public async Task Lists_are_asked_whether_one_of_them_fits()
    {
        string[] prefixes = ["Ac", "Ze"];
        (string Rating, string Industry)[] pairs = [("Hot", "Energy"), ("Warm", "Banking")];
        var filters = pairs.Select(p => new { p.Rating, p.Industry }).ToList();
        await Translates(org => org.Accounts.Where(a => prefixes.Any(p => a.Name.StartsWith(p))).Select(a => a.Id), "SELECT Id FROM Account WHERE Name LIKE 'Ac%' OR Name LIKE 'Ze%'");
        await Translates(org => org.Accounts.Where(a => !prefixes.Any(p => a.Name.StartsWith(p))).Select(a => a.Id), "SELECT Id FROM Account WHERE (NOT Name LIKE 'Ac%') AND (NOT Name LIKE 'Ze%')");
        await Translates(org => org.Accounts.Where(a => prefixes.All(p => !a.Name.Contains(p))).Select(a => a.Id), "SELECT Id FROM Account WHERE (NOT Name LIKE '%Ac%') AND (NOT Name LIKE '%Ze%')");
        await Translates(
            org => org.Accounts.Where(a => filters.Any(f => f.Rating == a.Rating && f.Industry == a.Industry)).Select(a => a.Id),
            "SELECT Id FROM Account WHERE (Rating = 'Hot' AND Industry = 'Energy') OR (Rating = 'Warm' AND Industry = 'Banking')");
        await Translates(org => org.Accounts.Where(a => filters.Exists(f => f.Rating == a.Rating)).Select(a => a.Id), "SELECT Id FROM Account WHERE Rating = 'Hot' OR Rating = 'Warm'");
        string[] none = [];
        await Translates(org => org.Accounts.Where(a => none.All(p => a.Name == p)).Select(a => a.Id), "SELECT Id FROM Account");
        await Translates(org => org.Accounts.Where(a => a.Rating == "Hot" || none.Any(p => a.Name == p + "x")).Select(a => a.Id), Hot);
    }

    [Fact]
    public async Task Missing_values_are_replaced()
    {
        await Translates(org => org.Accounts.Where(a => (a.Rating ?? "none") == "none").Select(a => a.Id), "SELECT Id FROM Account WHERE (Rating != null AND Rating = 'none') OR Rating = null");
        await Translates(org => org.Accounts.Where(a => (a.Rating ?? "none") == "Hot").Select(a => a.Id), "SELECT Id FROM Account WHERE Rating != null AND Rating = 'Hot'");
        await Translates(org => org.Accounts.Where(a => (a.AnnualRevenue ?? 0) < 5).Select(a => a.Id), "SELECT Id FROM Account WHERE (AnnualRevenue != null AND AnnualRevenue < 5) OR AnnualRevenue = null");
        await Translates(org => org.Accounts.Where(a => a.AnnualRevenue.GetValueOrDefault() >= 5).Select(a => a.Id), "SELECT Id FROM Account WHERE AnnualRevenue != null AND AnnualRevenue >= 5");
        await Translates(org => org.Accounts.Where(a => a.NumberOfEmployees.GetValueOrDefault(7) == 7).Select(a => a.Id), "SELECT Id FROM Account WHERE (NumberOfEmployees != null AND NumberOfEmployees = 7) OR NumberOfEmployees = null");
        await Translates(org => org.Accounts.Where(a => (a.Rating ?? a.Industry) == "Hot").Select(a => a.Id), "SELECT Id FROM Account WHERE (Rating != null AND Rating = 'Hot') OR (Rating = null AND Industry = 'Hot')");
    }

    [Fact]
    public async Task A_guarded_parent_is_a_parent()
    {
        await Translates(org => org.Contacts.Where(c => (c.Account == null ? null : c.Account.Name) == "Zeta").Select(c => c.Id), "SELECT Id FROM Contact WHERE Account.Name = 'Zeta'");
        await Translates(org => org.Contacts.Where(c => c.Account != null && c.Account.Name == "Zeta").Select(c => c.Id), "SELECT Id FROM Contact WHERE AccountId != null AND Account.Name = 'Zeta'");
        await Translates(
            org => org.Contacts.OrderBy(c => c.Account != null ? c.Account.Name : null).ThenBy(c => c.Id).Select(c => c.Id), "SELECT Id FROM Contact ORDER BY Account.Name, Id");
        await Translates(
            org => org.Contacts.Where(c => (c.Account == null ? "none" : c.Account.Rating) == "none").Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId = null OR (AccountId != null AND Account.Rating = 'none')");
    }

    [Fact]
    public async Task Truth_is_compared_with_truth()
    {
        bool yes = true;
        bool? maybe = null;
        await Translates(org => org.Contacts.Where(c => c.DoNotCall == yes).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Translates(org => org.Contacts.Where(c => c.DoNotCall != yes).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = false");
        await Translates(org => org.Contacts.Where(c => string.IsNullOrEmpty(c.Email) == false).Select(c => c.Id), "SELECT Id FROM Contact WHERE Email != null");
        await Translates(org => org.Contacts.Where(c => (c.DoNotCall && c.Email == null) == true).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true AND Email = null");
        await Translates(org => org.Contacts.Where(c => c.DoNotCall.Equals(true)).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Translates(org => org.Contacts.Where(c => maybe ?? c.DoNotCall).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true");
        await Translates(org => org.Contacts.Where(c => maybe == null || c.DoNotCall == maybe).Select(c => c.Id), "SELECT Id FROM Contact");
        await Translates(org => org.Contacts.Where(c => c.DoNotCall & c.Email == null).Select(c => c.Id), "SELECT Id FROM Contact WHERE DoNotCall = true AND Email = null");
    }

    [Fact]
    public async Task Flags_are_choices()
    {
        await Translates(org => org.Choosers.Where(c => c.Interests.HasFlag(Interest.B)).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('B')");
        await Translates(org => org.Choosers.Where(c => c.Interests.HasFlag(Interest.A | Interest.B)).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('A;B')");
        await Translates(org => org.Choosers.Where(c => c.Interests.HasFlag(Interest.None)).Select(c => c.Id), "SELECT Id FROM Contact");
        await Translates(org => org.Choosers.Where(c => !c.Interests.HasFlag(Interest.C)).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c EXCLUDES ('C')");
        await Runs(org => org.Pickers.Where(c => c.Interests!.Contains("B")).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c INCLUDES ('B')");
        await Runs(org => org.Pickers.Where(c => c.Interests!.Any()).Select(c => c.Id), "SELECT Id FROM Contact WHERE Interests__c != null");
        await Refuses(org => org.Pickers.Where(c => c.Interests!.Any(i => i.StartsWith("B"))), "SOQL's INCLUDES asks*");
    }

    [Fact]
    public async Task Children_are_counted_against_zero()
    {
        const string Some = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact)";
        const string None = "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact)";
        await Translates(org => org.Accounts.Where(a => a.Contacts.Count() > 0).Select(a => a.Id), Some);
        await Translates(org => org.Accounts.Where(a => a.Contacts.Count != 0).Select(a => a.Id), Some);
        await Translates(org => org.Accounts.Where(a => 1 <= a.Contacts.Count).Select(a => a.Id), Some);
        await Translates(org => org.Accounts.Where(a => a.Contacts.Count == 0).Select(a => a.Id), None);
        await Translates(org => org.Accounts.Where(a => !(a.Contacts.Count > 0)).Select(a => a.Id), None);
        await Translates(
            org => org.Accounts.Where(a => a.Contacts.Count(c => c.DoNotCall) > 0).Select(a => a.Id), "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true)");
        await Refuses(org => org.Accounts.Where(a => a.Contacts.Count() > 3), "SOQL asks whether there are children, not how many*");
    }

    [Fact]
    public async Task Semi_joins_come_from_captured_queries()
    {
        await Translates(org => Captured(org, org.Opportunities.Where(o => o.IsWon).Select(o => o.AccountId)), "SELECT Id FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)");
        await Runs(
            org => org.Contacts.Where(c => !org.Accounts.Where(a => a.Rating == "Hot").Select(a => a.Id).Contains(c.AccountId)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId NOT IN (SELECT Id FROM Account WHERE Rating = 'Hot')");
        await Runs(
            org => org.Contacts.Where(c => org.Accounts.Where(a => a.Rating == "Hot").Any(a => a.Id == c.AccountId)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Rating = 'Hot')");
        await Runs(
            org => org.Contacts.Where(c => org.Accounts.Where(a => a.Rating == "Hot").Contains(c.Account)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT Id FROM Account WHERE Rating = 'Hot')");
        await Runs(
            org => org.Contacts.Where(c => c.Account!.Opportunities.Any(o => o.IsWon)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)");
        await Runs(
            org => org.Contacts.Where(c => org.Opportunities.Where(o => o.IsWon).OrderBy(o => o.Name).Select(o => o.AccountId).Distinct().Contains(c.AccountId)).Select(c => c.Id),
            "SELECT Id FROM Contact WHERE AccountId IN (SELECT AccountId FROM Opportunity WHERE IsWon = true)");
        await Translates(
            org => org.Accounts.Where(a => a.Contacts.Any(c => c.DoNotCall) && !a.Opportunities.Any(o => o.IsWon) && a.Name != "x").Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE DoNotCall = true) AND Id NOT IN (SELECT AccountId FROM Opportunity WHERE IsWon = true) AND Name != 'x'");
    }

    [Fact]
    public async Task A_value_is_looked_for_among_the_children()
    {
        Contact deep = (await QueryOrg.MemoryAsync()).Contacts.First(c => c.LastName == "Deep");
        const string Deep = "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Deep')";
        await Translates(org => org.Accounts.Where(a => a.Contacts.Select(c => c.LastName).Contains("Deep")).Select(a => a.Id), Deep);
        await Translates(org => org.Accounts.Where(a => a.Contacts.AsQueryable().Select(c => c.LastName).Contains("Deep")).Select(a => a.Id), Deep);
        await Translates(
            org => org.Accounts.Where(a => !a.Contacts.Where(c => c.DoNotCall).Select(c => c.Email).Contains(null)).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id NOT IN (SELECT AccountId FROM Contact WHERE DoNotCall = true AND Email = null)");
        await Translates(
            org => org.Accounts.Where(a => a.Opportunities.Select(o => o.CloseDate).Contains(new DateOnly(2024, 3, 15))).Select(a => a.Id),
            "SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Opportunity WHERE CloseDate = 2024-03-15)");
        await Translates(org => org.Accounts.Where(a => a.Contacts.Contains(deep)).Select(a => a.Id), $"SELECT Id FROM Account WHERE Id IN (SELECT AccountId FROM Contact WHERE Id = '{deep.Id}')");
        await Refuses(org => org.Accounts.Where(a => a.Contacts.Select(c => c.LastName).Contains(a.Name)), "SOQL compares a field with a value, not with another field*");
    }

    [Fact]
    public async Task Dates_are_looked_at_through_their_members()
    {
        DateTime utc = new(2024, 1, 31, 0, 0, 0, DateTimeKind.Utc);
        DayOfWeek[] weekend = [DayOfWeek.Saturday, DayOfWeek.Sunday];
        await Translates(org => org.Opportunities.Where(o => o.CreatedDate.UtcDateTime > utc).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CreatedDate > 2024-01-31T00:00:00.000Z");
        await Translates(org => org.Opportunities.Where(o => o.CreatedDate.UtcDateTime.Year == 2024).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CALENDAR_YEAR(CreatedDate) = 2024");
        await Translates(org => org.Opportunities.Where(o => weekend.Contains(o.CloseDate.DayOfWeek)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE DAY_IN_WEEK(CloseDate) IN (7, 1)");
        await Translates(org => org.Opportunities.OrderBy(o => o.CloseDate).ThenBy(o => o.Id).Where(o => o.CloseDate.CompareTo(new DateOnly(2024, 1, 1)) > 0).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate > 2024-01-01 ORDER BY CloseDate, Id");
        await Translates(org => org.Opportunities.Where(o => o.CloseDate >= DateOnly.FromDateTime(utc).AddDays(-7)).Select(o => o.Id), "SELECT Id FROM Opportunity WHERE CloseDate >= 2024-01-24");
    }

    private static Expression<Func<T, bool>> Invoked<T>(Expression<Func<T, bool>> left, Expression<Func<T, bool>> right, Func<Expression, Expression, Expression> join) =>
        Expression.Lambda<Func<T, bool>>(join(left.Body, Expression.Invoke(right, left.Parameters)), left.Parameters);

    private static Expression<Func<T, bool>> Replaced<T>(Expression<Func<T, bool>> left, Expression<Func<T, bool>> right, Func<Expression, Expression, Expression> join) =>
        Expression.Lambda<Func<T, bool>>(join(left.Body, new Replacer(right.Parameters[0], left.Parameters[0]).Visit(right.Body)), left.Parameters);

    private static IQueryable<string?> Captured(ICrm org, IQueryable<string?> ids) => org.Contacts.Where(c => ids.Contains(c.AccountId)).Select(c => c.Id);

    private static IQueryable<Account> Hotted(IQueryable<Account> accounts) => accounts.Where(a => a.Rating == "Hot");

    private static IQueryable<Account> Big(IQueryable<Account> accounts) => accounts.Where(a => a.AnnualRevenue > 4);

    private static IQueryable<T> OrderedBy<T, TKey>(IQueryable<T> source, Expression<Func<T, TKey>> key, bool isDescending) =>
        isDescending ? source.OrderByDescending(key) : source.OrderBy(key);

    private static IQueryable<T> Repository<T>(CrmContext context, string id)
        where T : class, IHasId => context.Set<T>().Where(x => x.Id == id);

    private static IQueryable<T> AllById<T>(IQueryable<T> source, IEnumerable<string> ids)
        where T : IHasId => source.Where(x => ids.Contains(x.Id));

    private static string Compute(string end) => "H" + end;

    private sealed class Replacer(ParameterExpression parameter, ParameterExpression replacement) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
    }
}
