using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>
/// 50 pages that take 50 ms each, and a consumer that takes 10 µs for each of their records.
/// The limit is the slower of the two: the network alone waits 2.5 s, the consumer alone works 1 s.
/// </summary>
/// <remarks>Target: with the next page asked for ahead, at most 1.08 of the slower one, which is the network.</remarks>
public class PagingBenchmarks
{
    private const int Pages = 50;

    private static readonly TimeSpan Latency = TimeSpan.FromMilliseconds(50);
    private static readonly long TicksPerRecord = Stopwatch.Frequency / 100_000;

    private readonly byte[][] _pages = [.. Enumerable.Range(0, Pages).Select(page => ContactPage.Create(page, Pages))];

    [Benchmark(Baseline = true, Description = "the network alone (the limit)")]
    public async Task NetworkAlone()
    {
        for (int page = 0; page < Pages; page++)
            await Task.Delay(Latency);
    }

    [Benchmark(Description = "the consumer alone")]
    public int ConsumerAlone()
    {
        for (int record = 0; record < Pages * ContactPage.RecordsPerPage; record++)
            Consume();
        return Pages;
    }

    [Benchmark(Description = "the next page asked for when its URL is seen")]
    public Task<int> Prefetch() => ConsumeAsync(prefetch: true);

    [Benchmark(Description = "one page after the other")]
    public Task<int> Sequential() => ConsumeAsync(prefetch: false);

    private async Task<int> ConsumeAsync(bool prefetch)
    {
        await using CrmContext context = StubOrg.CreateContext(_pages, Latency, prefetch);
        int count = 0;
        await foreach (Contact contact in context.Contacts.AsNoTracking().AsAsyncEnumerable())
        {
            Consume();
            count += contact.Id.Length > 0 ? 1 : 0;
        }

        return count;
    }

    private static void Consume()
    {
        long until = Stopwatch.GetTimestamp() + TicksPerRecord;
        while (Stopwatch.GetTimestamp() < until)
            Thread.SpinWait(8);
    }
}
