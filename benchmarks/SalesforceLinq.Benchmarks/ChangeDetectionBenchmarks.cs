using BenchmarkDotNet.Attributes;
using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>10,000 tracked records of 20 fields: finding out that nothing changed, and that one in a hundred did.</summary>
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class ChangeDetectionBenchmarks
{
    private const int Count = 10_000;

    private readonly EfContext _ef = new();
    private readonly CrmContext _crm;
    private readonly List<Contact> _efContacts;
    private readonly List<Contact> _contacts;

    public ChangeDetectionBenchmarks()
    {
        byte[][] pages = [.. Enumerable.Range(0, Count / ContactPage.RecordsPerPage).Select(page => ContactPage.Create(page, Count / ContactPage.RecordsPerPage))];
        _crm = StubOrg.CreateContext(pages);
        _contacts = _crm.Contacts.ToListAsync().GetAwaiter().GetResult();
        _efContacts = [.. pages.SelectMany(page => HandWrittenReader.ReadPage(page))];
        _ef.AttachRange(_efContacts);
        // One look for changes in each measurement, on both sides.
        _ef.ChangeTracker.AutoDetectChangesEnabled = false;
        _crm.ChangeTracker.AutoDetectChangesEnabled = false;
    }

    [Benchmark(Baseline = true, Description = "EF Core"), BenchmarkCategory("nothing changed")]
    public bool EfNothing()
    {
        _ef.ChangeTracker.DetectChanges();
        return _ef.ChangeTracker.HasChanges();
    }

    [Benchmark(Description = "SalesforceLinq"), BenchmarkCategory("nothing changed")]
    public bool Nothing()
    {
        _crm.ChangeTracker.DetectChanges();
        return _crm.ChangeTracker.HasChanges();
    }

    [Benchmark(Baseline = true, Description = "EF Core"), BenchmarkCategory("1% changed")]
    public void EfSome()
    {
        Touch(_efContacts);
        _ef.ChangeTracker.DetectChanges();
    }

    [Benchmark(Description = "SalesforceLinq"), BenchmarkCategory("1% changed")]
    public void Some()
    {
        Touch(_contacts);
        _crm.ChangeTracker.DetectChanges();
    }

    private static void Touch(List<Contact> contacts)
    {
        for (int i = 0; i < contacts.Count; i += 100)
            contacts[i].Title = contacts[i].Title == "Odd" ? "Even" : "Odd";
    }
}
