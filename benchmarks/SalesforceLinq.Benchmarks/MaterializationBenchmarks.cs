using System.Text.Json;
using BenchmarkDotNet.Attributes;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Benchmarks.Measuring;
using SalesforceLinq.Benchmarks.Peers;
using SalesforceLinq.Benchmarks.Subjects;

namespace SalesforceLinq.Benchmarks;

/// <summary>One page of 2,000 records of 20 fields, from bytes to objects. Ours goes the whole way: query, client, stream, rows.</summary>
/// <remarks>
/// Targets: untracked at most 1.25 of the floor, 0.5 of Newtonsoft's JsonSerializer and 1,300 bytes a row; tracked at most 1.25 of untracked,
/// rows that are known already at most 0.8.
/// </remarks>
[Config(typeof(RowConfig))]
public class MaterializationBenchmarks
{
    private readonly byte[] _page = ContactPage.Create();
    private readonly CrmContext _untracked;
    private readonly CrmContext _known;
    private readonly Newtonsoft.Json.JsonSerializer _newtonsoft = new();

    public MaterializationBenchmarks()
    {
        _untracked = StubOrg.CreateContext([_page]);
        _known = StubOrg.CreateContext([_page]);
    }

    [GlobalSetup(Target = nameof(TrackedAgain))]
    public async Task TrackOnce() => await _known.Contacts.ToListAsync();

    [Benchmark(Baseline = true, Description = "Utf8JsonReader, written by hand for this type (the floor)")]
    public int HandWritten() => HandWrittenReader.ReadPage(_page).Count;

    [Benchmark(Description = "SalesforceLinq, untracked")]
    public async Task<int> Untracked() => (await _untracked.Contacts.AsNoTracking().ToListAsync()).Count;

    [Benchmark(Description = "SalesforceLinq, untracked, streamed one by one")]
    public async Task<int> Streamed()
    {
        int count = 0;
        await foreach (Contact contact in _untracked.Contacts.AsNoTracking().AsAsyncEnumerable())
            count += contact.Id.Length > 0 ? 1 : 0;
        return count;
    }

    [Benchmark(Description = "SalesforceLinq, tracked, new rows")]
    public async Task<int> Tracked()
    {
        await using CrmContext context = StubOrg.CreateContext([_page]);
        return (await context.Contacts.ToListAsync()).Count;
    }

    [Benchmark(Description = "SalesforceLinq, tracked, known rows")]
    public async Task<int> TrackedAgain() => (await _known.Contacts.ToListAsync()).Count;

    [Benchmark(Description = "System.Text.Json, JsonSerializer")]
    public int SystemTextJson() => JsonSerializer.Deserialize<Page>(_page, JsonSerializerOptions.Web)!.Records.Count;

    [Benchmark(Description = "Newtonsoft.Json, JsonSerializer")]
    public int NewtonsoftSerializer()
    {
        using Newtonsoft.Json.JsonTextReader reader = new(new StreamReader(new MemoryStream(_page)));
        return _newtonsoft.Deserialize<Page>(reader)!.Records.Count;
    }

    [Benchmark(Description = "Newtonsoft.Json, JObject")]
    public int NewtonsoftObject()
    {
        using Newtonsoft.Json.JsonTextReader reader = new(new StreamReader(new MemoryStream(_page)));
        return ((JArray)JObject.Load(reader)["records"]!).Count;
    }

    private sealed record Page(int TotalSize, bool Done, List<Contact> Records);
}
