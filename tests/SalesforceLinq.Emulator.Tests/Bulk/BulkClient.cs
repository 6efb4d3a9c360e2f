using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using SalesforceLinq.Emulator.Tests.Hosting;

namespace SalesforceLinq.Emulator.Tests.Bulk;

/// <summary>Sends bulk requests and waits for jobs, over bare HTTP.</summary>
public sealed class BulkClient : IDisposable
{
    private const string Jobs = OrgClient.Root + "/jobs";

    private readonly HttpClient _http;
    private readonly string _token;

    public BulkClient(EmulatedOrg org)
    {
        _token = org.AccessToken;
        _http = new HttpClient { BaseAddress = org.Url };
    }

    public async Task<BulkAnswer> SendAsync(string method, string path, string? body = null, string contentType = "application/json", params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        bool classic = path.StartsWith("/services/async", StringComparison.Ordinal);
        request.Headers.TryAddWithoutValidation(classic ? "X-SFDC-Session" : "Authorization", classic ? _token : "Bearer " + _token);
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        if (body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body));
            request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse(contentType);
        }
        using HttpResponseMessage response = await _http.SendAsync(request);
        return new BulkAnswer(
            (int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Content.Headers.ContentType?.ToString(),
            response.Headers.ToDictionary(header => header.Key, header => string.Join(',', header.Value)));
    }

    public Task<BulkAnswer> IngestAsync(string method, string rest = "", string? body = null, string contentType = "application/json") =>
        SendAsync(method, $"{Jobs}/ingest{rest}", body, contentType);

    /// <summary>Begins an upload, sends some of it, and is gone.</summary>
    public async Task BreakOffAsync(string rest, byte[] begun)
    {
        using HttpRequestMessage request = new(HttpMethod.Put, $"{Jobs}/ingest{rest}") { Content = new TornContent(begun) };
        request.Headers.TryAddWithoutValidation("Authorization", "Bearer " + _token);
        request.Content.Headers.ContentType = MediaTypeHeaderValue.Parse("text/csv");
        using HttpResponseMessage _ = await _http.SendAsync(request);
    }

    public Task<BulkAnswer> QueryAsync(string method, string rest = "", string? body = null) => SendAsync(method, $"{Jobs}/query{rest}", body);

    public async Task<string> OpenAsync(string definition)
    {
        BulkAnswer answer = await IngestAsync("POST", "", definition);
        answer.Status.Should().Be(200, answer.Text);
        return answer.Json.GetProperty("id").GetString()!;
    }

    /// <summary>Makes an ingest job, sends its data, closes it, and waits until it is done.</summary>
    public async Task<(string Id, JsonElement Info)> LoadAsync(string definition, string csv)
    {
        string id = await OpenAsync(definition);
        BulkAnswer upload = await IngestAsync("PUT", $"/{id}/batches", csv, "text/csv");
        upload.Status.Should().Be(201, upload.Text);
        upload.Text.Should().BeEmpty();
        BulkAnswer closed = await IngestAsync("PATCH", "/" + id, """{"state":"UploadComplete"}""");
        closed.Status.Should().Be(200, closed.Text);
        return (id, await DoneAsync("ingest", id));
    }

    public async Task<JsonElement> DoneAsync(string resource, string id)
    {
        for (int attempt = 0; attempt < 600; attempt++)
        {
            JsonElement info = (await SendAsync("GET", $"{Jobs}/{resource}/{id}")).Json;
            if (info.GetProperty("state").GetString() is "JobComplete" or "Failed" or "Aborted")
                return info;
            await Task.Delay(20);
        }
        throw new TimeoutException($"Job {id} is not done.");
    }

    public void Dispose() => _http.Dispose();

    private sealed class TornContent(byte[] begun) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, System.Net.TransportContext? context)
        {
            await stream.WriteAsync(begun);
            await stream.FlushAsync();
            // Long enough for the first pieces to be stored.
            await Task.Delay(300);
            throw new IOException("The program ended.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}

public sealed record BulkAnswer(int Status, string Text, string? ContentType, IReadOnlyDictionary<string, string> Headers)
{
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;
}
