using BenchmarkDotNet.Attributes;
using Microsoft.EntityFrameworkCore;
using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>
/// From LINQ to text, the tree included, when the shape of the query was seen before.
/// The peer is EF Core's cached query: found and bound, not run.
/// </summary>
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class TranslationBenchmarks
{
    private readonly CrmContext _crm = StubOrg.CreateContext([]);
    private readonly EfContext _ef = new();
    private string _name = "O'Neil";
    private DateTimeOffset _since = new(2024, 1, 31, 13, 4, 5, TimeSpan.Zero);

    [Benchmark(Baseline = true, Description = "EF Core, cached query"), BenchmarkCategory("one condition")]
    public object EfOneCondition() => Bind(_ef.Contacts.Where(c => c.LastName == _name));

    [Benchmark(Description = "EF Core, ToQueryString"), BenchmarkCategory("one condition")]
    public string EfOneConditionText() => _ef.Contacts.Where(c => c.LastName == _name).ToQueryString();

    [Benchmark(Description = "SalesforceLinq, ToSoql"), BenchmarkCategory("one condition")]
    public string OneCondition() => _crm.Contacts.Where(c => c.LastName == _name).ToSoql();

    [Benchmark(Baseline = true, Description = "EF Core, cached query"), BenchmarkCategory("three conditions, two orderings, take, projection")]
    public object EfManyClauses() => Bind(_ef.Contacts
        .Where(c => c.LastName == _name && c.Email != null && c.CreatedDate >= _since)
        .OrderBy(c => c.LastName).ThenByDescending(c => c.CreatedDate)
        .Take(50)
        .Select(c => new { c.Id, c.LastName, c.Email }));

    [Benchmark(Description = "SalesforceLinq, ToSoql"), BenchmarkCategory("three conditions, two orderings, take, projection")]
    public string ManyClauses() => _crm.Contacts
        .Where(c => c.LastName == _name && c.Email != null && c.CreatedDate >= _since)
        .OrderBy(c => c.LastName).ThenByDescending(c => c.CreatedDate)
        .Take(50)
        .Select(c => new { c.Id, c.LastName, c.Email })
        .ToSoql();

    // Executing the query looks it up in EF's cache and binds its parameters; enumerating would go on to the database.
    private static object Bind<T>(IQueryable<T> query)
    {
        return query.Provider.Execute<IEnumerable<T>>(query.Expression);
    }
}
