using BenchmarkDotNet.Attributes;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Benchmarks;

/// <summary>100 requests at once, over real HTTP: with a live token, and with one that has just expired. Exactly one sign-in may come of it.</summary>
[MemoryDiagnoser]
public class SessionRenewalBenchmarks
{
    private const int Requests = 100;
    private const string Soql = "SELECT Id FROM Account LIMIT 1";

    private EmulatedOrg _org = null!;
    private SalesforceClient _client = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { DailyApiRequests = int.MaxValue });
        _client = new SalesforceClient(new ClientCredentialsCredential(_org.Url, _org.ClientId, _org.ClientSecret));
        await LiveToken();
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        await _client.DisposeAsync();
        await _org.DisposeAsync();
    }

    [Benchmark(Baseline = true, Description = "100 requests with a live token")]
    public Task LiveToken() => Task.WhenAll(Enumerable.Range(0, Requests).Select(_ => _client.QueryPageAsync(Soql)));

    [Benchmark(Description = "100 requests with an expired token")]
    public async Task ExpiredToken()
    {
        _org.Requests.Clear();
        _org.Faults.Next(Fault.ExpiredSession);
        await LiveToken();
        int signIns = _org.Requests.Count(request => request.Path.EndsWith("/oauth2/token", StringComparison.Ordinal));
        if (signIns != 1)
            throw new InvalidOperationException($"{signIns} sign-ins came of one expired token.");
    }
}
