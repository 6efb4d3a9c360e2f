using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>What a context keeps for each entity beside the entity, after 10,000 records of 20 fields were attached.</summary>
internal static class TrackedMemory
{
    private const int Count = 10_000;

    /// <summary>Measures both sides in turn, a few times, and prints the last and smallest figures as a Markdown table.</summary>
    public static void Run()
    {
        List<Contact> contacts = [.. Enumerable.Range(0, Count / ContactPage.RecordsPerPage).SelectMany(page => HandWrittenReader.ReadPage(ContactPage.Create(page, 5)))];
        double ef = double.MaxValue;
        double ours = double.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            ef = Math.Min(ef, Kept(() =>
            {
                EfContext context = new();
                context.AttachRange(contacts);
                return context;
            }));
            ours = Math.Min(ours, Kept(() =>
            {
                CrmContext context = StubOrg.CreateContext([]);
                context.Contacts.AttachRange(contacts);
                return context;
            }));
        }

        Console.WriteLine("| kept for each entity beside it | bytes | ratio |");
        Console.WriteLine("|---|---:|---:|");
        Console.WriteLine($"| EF Core | {ef:0} | 1.00 |");
        Console.WriteLine($"| SalesforceLinq | {ours:0} | {ours / ef:0.00} |");
        GC.KeepAlive(contacts);
    }

    private static double Kept(Func<IDisposable> track)
    {
        long before = GC.GetTotalMemory(forceFullCollection: true);
        using IDisposable context = track();
        return (GC.GetTotalMemory(forceFullCollection: true) - before) / (double)Count;
    }
}
