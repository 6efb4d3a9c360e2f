using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>A bare HTTP client of an emulated org: what is sent and answered is seen as it is.</summary>
public sealed class OrgClient : IDisposable
{
    public const string Root = "/services/data/v66.0";

    private readonly HttpClient _http;

    public OrgClient(EmulatedOrg org)
    {
        _http = new HttpClient { BaseAddress = org.Url };
        _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", org.AccessToken);
    }

    public async Task<(int Status, JsonElement Body, HttpResponseMessage Response)> SendAsync(string method, string path, string? json = null, params (string Name, string Value)[] headers)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path.StartsWith("/services", StringComparison.Ordinal) || path.StartsWith("//", StringComparison.Ordinal) ? new Uri(_http.BaseAddress + path[1..]) : new Uri(_http.BaseAddress!, Root + path));
        if (json is not null)
            request.Content = new StringContent(json, Encoding.UTF8, "application/json");
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        HttpResponseMessage response = await _http.SendAsync(request);
        string text = await response.Content.ReadAsStringAsync();
        bool isJson = response.Content.Headers.ContentType?.MediaType == "application/json" && text.Length > 0 && response.Content.Headers.ContentEncoding.Count == 0;
        return ((int)response.StatusCode, isJson ? JsonDocument.Parse(text).RootElement : default, response);
    }

    public async Task<JsonElement> GetAsync(string path) => (await SendAsync("GET", path)).Body;

    public async Task<JsonElement> QueryAsync(string soql) => await GetAsync("/query?q=" + Uri.EscapeDataString(soql));

    public async Task<string> CreateAsync(string objectName, string json)
    {
        (int status, JsonElement body, _) = await SendAsync("POST", "/sobjects/" + objectName, json);
        status.Should().Be(201, body.ToString());
        return body.GetProperty("id").GetString()!;
    }

    public void Dispose() => _http.Dispose();
}
