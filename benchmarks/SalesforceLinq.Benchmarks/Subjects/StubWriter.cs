using System.Net;
using System.Net.Http.Headers;
using System.Text;
using SalesforceLinq.Http;

namespace SalesforceLinq.Benchmarks.Subjects;

/// <summary>Says of every record that it was saved, at once: a save without transport.</summary>
public sealed class StubWriter : HttpMessageHandler
{
    private const int RecordsOfACollection = 200;

    private readonly Dictionary<int, byte[]> _answers = [];

    // Kept, so that no call pays for its growth: what is measured is the other side.
    private readonly MemoryStream _body = new();

    public static CrmContext CreateContext() => new(new SalesforceContextOptionsBuilder<CrmContext>()
        .UseClient(new SalesforceClient(new AccessTokenCredential("https://stub.example.com", "token"), new SalesforceClientOptions { Handler = new StubWriter() })).Options);

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        _body.SetLength(0);
        await request.Content!.CopyToAsync(_body, cancellationToken).ConfigureAwait(false);
        int records = Count(_body.GetBuffer().AsSpan(0, (int)_body.Length), "\"attributes\""u8);
        ByteArrayContent content = new(request.RequestUri!.AbsolutePath.EndsWith("/composite", StringComparison.Ordinal) ? Composite(records) : Collection(records));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json") { CharSet = "UTF-8" };
        return new HttpResponseMessage(HttpStatusCode.OK) { Content = content, RequestMessage = request };
    }

    private byte[] Collection(int records)
    {
        if (!_answers.TryGetValue(records, out byte[]? answer))
            _answers[records] = answer = Encoding.UTF8.GetBytes(Results(records));
        return answer;
    }

    private byte[] Composite(int records)
    {
        if (_answers.TryGetValue(-records, out byte[]? answer))
            return answer;
        IEnumerable<string> steps = Enumerable.Range(0, (records + RecordsOfACollection - 1) / RecordsOfACollection)
            .Select(step => $$"""{"body":{{Results(Math.Min(RecordsOfACollection, records - (step * RecordsOfACollection)))}},"httpHeaders":{},"httpStatusCode":200,"referenceId":"step{{step}}"}""");
        return _answers[-records] = Encoding.UTF8.GetBytes($$"""{"compositeResponse":[{{string.Join(',', steps)}}]}""");
    }

    private static string Results(int records) =>
        "[" + string.Join(',', Enumerable.Range(0, records).Select(record => $$"""{"id":"{{ContactPage.Id(record)}}","success":true,"errors":[]}""")) + "]";

    private static int Count(ReadOnlySpan<byte> body, ReadOnlySpan<byte> word)
    {
        int count = 0;
        for (int at = body.IndexOf(word); at >= 0; at = body.IndexOf(word))
        {
            count++;
            body = body[(at + word.Length)..];
        }

        return count;
    }
}
