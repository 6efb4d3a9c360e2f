using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Time.Testing;

namespace SalesforceLinq.Emulator.Tests.Hosting;

/// <summary>An org with a clock of the test's own, and a client that follows no redirect.</summary>
public abstract class SignInOrg : IAsyncLifetime
{
    protected const string Root = "/services/data/v66.0";
    protected const string TokenPath = "/services/oauth2/token";

    private HttpClient _http = null!;

    protected EmulatedOrg Org { get; private set; } = null!;

    protected FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero));

    public async Task InitializeAsync()
    {
        Org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Clock = Clock, SampleData = SampleData.None });
        _http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Org.Url };
    }

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await Org.DisposeAsync();
    }

    protected async Task<(int Status, JsonElement Body)> TokenAsync(params (string Name, string Value)[] form)
    {
        HttpResponseMessage response = await PostAsync(TokenPath, [("client_id", Org.ClientId), .. form]);
        return ((int)response.StatusCode, JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement);
    }

    protected async Task<string> ErrorAsync(params (string Name, string Value)[] form)
    {
        (int status, JsonElement body) = await TokenAsync(form);
        status.Should().Be(400);
        return body.GetProperty("error").GetString()!;
    }

    protected Task<HttpResponseMessage> PostAsync(string path, params (string Name, string Value)[] form) =>
        _http.PostAsync(path, new FormUrlEncodedContent(form.Select(member => KeyValuePair.Create(member.Name, member.Value))));

    protected Task<HttpResponseMessage> GetAsync(string path) => _http.GetAsync(path);

    /// <summary>Sends with a token and answers status and body.</summary>
    protected async Task<(int Status, string Body)> SendAsync(string token, string method, string path, string? json = null)
    {
        using HttpRequestMessage request = new(new HttpMethod(method), path);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (json is not null)
            request.Content = new StringContent(json, System.Text.Encoding.UTF8, "application/json");
        HttpResponseMessage response = await _http.SendAsync(request);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync());
    }

    protected async Task<int> StatusAsync(string token) => (await SendAsync(token, "GET", Root + "/limits")).Status;

    protected async Task<string> SoapAsync(string body, string header = "")
    {
        using StringContent content = new(
            $"""<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/" xmlns:u="urn:partner.soap.sforce.com"><e:Header>{header}</e:Header><e:Body>{body}</e:Body></e:Envelope>""",
            System.Text.Encoding.UTF8, "text/xml");
        return await (await _http.PostAsync("/services/Soap/u/64.0", content)).Content.ReadAsStringAsync();
    }

    protected static string Text(JsonElement json, string member) => json.GetProperty(member).GetString()!;

    protected static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
