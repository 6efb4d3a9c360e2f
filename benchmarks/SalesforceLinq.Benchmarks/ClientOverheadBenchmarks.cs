using System.Net.Http.Headers;
using BenchmarkDotNet.Attributes;
using SalesforceLinq.Emulator;
using SalesforceLinq.Http;

namespace SalesforceLinq.Benchmarks;

/// <summary>What the client adds to a raw HttpClient: one page of 2,000 rows over real HTTP, read to its end. Goal: a ratio of 1.15 at most.</summary>
[MemoryDiagnoser]
public class ClientOverheadBenchmarks
{
    private const string Soql = "SELECT Id, LastName, FirstName, Email FROM Contact LIMIT 2000";

    private readonly byte[] _buffer = new byte[64 * 1024];
    private EmulatedOrg _org = null!;
    private SalesforceClient _client = null!;
    private HttpClient _http = null!;
    private Uri _url = null!;

    [GlobalSetup]
    public async Task StartAsync()
    {
        _org = await EmulatedOrg.StartAsync();
        _client = new SalesforceClient(new AccessTokenCredential(_org.Url, _org.AccessToken));
        _http = new HttpClient(new SocketsHttpHandler { AutomaticDecompression = System.Net.DecompressionMethods.GZip });
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", _org.AccessToken);
        _url = new Uri(_org.Url, "/services/data/v66.0/query?q=" + Uri.EscapeDataString(Soql));
    }

    [GlobalCleanup]
    public async Task StopAsync()
    {
        _http.Dispose();
        await _client.DisposeAsync();
        await _org.DisposeAsync();
    }

    [Benchmark(Baseline = true)]
    public async Task<long> HttpClient_alone()
    {
        using HttpResponseMessage answer = await _http.GetAsync(_url, HttpCompletionOption.ResponseHeadersRead);
        await using Stream body = await answer.Content.ReadAsStreamAsync();
        return await DrainAsync(body);
    }

    [Benchmark]
    public async Task<long> SalesforceClient_OpenQuery()
    {
        await using SalesforceResponse answer = await _client.OpenQueryAsync(Soql);
        return await DrainAsync(answer.Body);
    }

    private async Task<long> DrainAsync(Stream body)
    {
        long length = 0;
        for (int read; (read = await body.ReadAsync(_buffer)) > 0;)
            length += read;
        return length;
    }
}
