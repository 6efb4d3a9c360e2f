using System.Net.Http.Headers;
using System.Text;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Benchmarks;

/// <summary>100,000 contacts in collections of 200, over real HTTP, in memory and into a file.</summary>
[SimpleJob(RunStrategy.Monitoring, launchCount: 1, warmupCount: 0, iterationCount: 3)]
public class EmulatorLoadBenchmarks
{
    private const int Contacts = 100_000;
    private const int PerCall = 200;

    private readonly string[] _bodies = [.. Enumerable.Range(0, Contacts / PerCall).Select(Body)];
    private string _folder = "";
    private EmulatedOrg _org = null!;
    private HttpClient _http = null!;

    [Params(false, true)]
    public bool InFile { get; set; }

    [IterationSetup]
    public void Start()
    {
        _folder = Directory.CreateTempSubdirectory("emulator-load").FullName;
        _org = EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, DatabasePath = InFile ? Path.Combine(_folder, "org.db") : null }).GetAwaiter().GetResult();
        _http = new HttpClient { BaseAddress = _org.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _org.AccessToken);
    }

    [IterationCleanup]
    public void Stop()
    {
        _http.Dispose();
        _org.DisposeAsync().AsTask().GetAwaiter().GetResult();
        Directory.Delete(_folder, recursive: true);
    }

    [Benchmark(Description = "100,000 contacts, 200 a call")]
    public async Task LoadAsync()
    {
        foreach (string body in _bodies)
        {
            using StringContent json = new(body, Encoding.UTF8, "application/json");
            using HttpResponseMessage answer = await _http.PostAsync("services/data/v66.0/composite/sobjects", json);
            if (!answer.IsSuccessStatusCode || (await answer.Content.ReadAsStringAsync()).Contains("\"success\":false", StringComparison.Ordinal))
                throw new InvalidOperationException("A contact was refused.");
        }
    }

    private static string Body(int call) => $$"""{"records":[{{string.Join(',', Enumerable.Range(call * PerCall, PerCall).Select(number =>
        $$"""{"attributes":{"type":"Contact"},"LastName":"Miller {{number}}","FirstName":"Ann","Email":"ann.{{number}}@example.com","MailingCity":"Berlin"}"""))}}]}""";
}
