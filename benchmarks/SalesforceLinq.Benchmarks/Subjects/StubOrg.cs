using System.Net;
using System.Net.Http.Headers;
using SalesforceLinq.Http;

namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>Answers queries with prepared pages, after a wait: an org whose own speed does not show in the figures.</summary>
/// <param name="pages">The pages of every query, in order.</param>
/// <param name="latency">How long each page takes to come.</param>
public sealed class StubOrg(IReadOnlyList<byte[]> pages, TimeSpan latency) : HttpMessageHandler
{
    /// <summary>A context over this org.</summary>
    public static CrmContext CreateContext(IReadOnlyList<byte[]> pages, TimeSpan latency = default, bool prefetch = true)
    {
        SalesforceClient client = new(
            new AccessTokenCredential("https://stub.example.com", "token"),
            new SalesforceClientOptions { Handler = new StubOrg(pages, latency) });
        return new CrmContext(new SalesforceContextOptionsBuilder<CrmContext>().UseClient(client).UsePrefetch(prefetch).Options);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (latency > TimeSpan.Zero)
            await Task.Delay(latency, cancellationToken).ConfigureAwait(false);

        string path = request.RequestUri!.AbsolutePath;
        int page = path.Contains('-') ? int.Parse(path[(path.LastIndexOf('-') + 1)..]) / ContactPage.RecordsPerPage : 0;
        ByteArrayContent content = new(pages[page]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "UTF-8" };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }
}
