using System.Net;
using System.Text;

namespace SalesforceLinq.Http.Tests;

/// <summary>Answers requests from a script, where a test needs an answer that no org would give.</summary>
public sealed class StubOrg : HttpMessageHandler
{
    private readonly Queue<Func<HttpRequestMessage, HttpResponseMessage>> _answers = new();

    public List<(string Method, string Url, string Body)> Requests { get; } = [];

    public static SalesforceCredential Credential => new AccessTokenCredential("https://example.my.salesforce.com", "secret-token");

    public StubOrg Answers(string body, HttpStatusCode status = HttpStatusCode.OK, string mediaType = "application/json", Action<HttpResponseMessage>? change = null)
    {
        _answers.Enqueue(_ =>
        {
            var answer = new HttpResponseMessage(status) { Content = new StringContent(body, Encoding.UTF8, mediaType) };
            change?.Invoke(answer);
            return answer;
        });
        return this;
    }

    public StubOrg Throws(Exception exception)
    {
        _answers.Enqueue(_ => throw exception);
        return this;
    }

    public SalesforceClient Client(SalesforceCredential? credential = null, SalesforceClientOptions? options = null) =>
        new(credential ?? Credential, (options ?? OrgFixture.Patient) with { Handler = this });

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        string body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        lock (_answers)
        {
            Requests.Add((request.Method.Method, request.RequestUri!.AbsoluteUri, body));
            return _answers.Dequeue()(request);
        }
    }
}
