using BenchmarkDotNet.Attributes;
using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>Saving without transport: 100 changes among 10,000 tracked records beside EF Core, and how the time grows with the records.</summary>
[GroupBenchmarksBy(BenchmarkDotNet.Configs.BenchmarkLogicalGroupRule.ByCategory), CategoriesColumn]
public class SavingBenchmarks
{
    private const int Many = 10_000;
    private const int Some = 1_000;

    private readonly EfMemoryContext _ef = new(Guid.NewGuid().ToString());
    private readonly CrmContext _crm = StubWriter.CreateContext();
    private readonly CrmContext _many = StubWriter.CreateContext();
    private readonly CrmContext _some = StubWriter.CreateContext();
    private readonly List<Contact> _efContacts = Contacts(Many);
    private readonly List<Contact> _contacts = Contacts(Many);
    private readonly List<Contact> _manyContacts = Contacts(Many);
    private readonly List<Contact> _someContacts = Contacts(Some);

    public SavingBenchmarks()
    {
        _ef.AddRange(_efContacts);
        _ef.SaveChanges();
        _crm.Contacts.AttachRange(_contacts);
        _many.Contacts.AttachRange(_manyContacts);
        _some.Contacts.AttachRange(_someContacts);
    }

    [Benchmark(Baseline = true, Description = "EF Core InMemory"), BenchmarkCategory("100 of 10,000")]
    public int Ef()
    {
        Touch(_efContacts, every: 100);
        return _ef.SaveChanges();
    }

    [Benchmark(Description = "SalesforceLinq"), BenchmarkCategory("100 of 10,000")]
    public async Task<int> Ours()
    {
        Touch(_contacts, every: 100);
        return (await _crm.SaveChangesAsync()).Written;
    }

    [Benchmark(Baseline = true, Description = "1,000 records"), BenchmarkCategory("growth")]
    public async Task<int> Thousand()
    {
        Touch(_someContacts, every: 1);
        return (await _some.SaveChangesAsync()).Written;
    }

    [Benchmark(Description = "10,000 records"), BenchmarkCategory("growth")]
    public async Task<int> TenThousand()
    {
        Touch(_manyContacts, every: 1);
        return (await _many.SaveChangesAsync()).Written;
    }

    private static List<Contact> Contacts(int count) =>
        [.. Enumerable.Range(0, count / ContactPage.RecordsPerPage + 1).SelectMany(page => HandWrittenReader.ReadPage(ContactPage.Create(page, 10))).Take(count)];

    private static void Touch(List<Contact> contacts, int every)
    {
        for (int i = 0; i < contacts.Count; i += every)
            contacts[i].Title = contacts[i].Title == "Odd" ? "Even" : "Odd";
    }
}
