using System.Net;

namespace SalesforceLinq.Emulator.Tests.Hosting.Window;

/// <summary>What the window answers, and to whom.</summary>
public sealed class WindowAccessTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private EmulatedOrg _org = null!;

    public async Task InitializeAsync() => _org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });

    public async Task DisposeAsync()
    {
        _http.Dispose();
        await _org.DisposeAsync();
    }

    [Fact]
    public async Task Page_loads_nothing_from_elsewhere_and_forbids_inline_code()
    {
        HttpResponseMessage page = await SendAsync("/");
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        page.Content.Headers.ContentType!.MediaType.Should().Be("text/html");
        string policy = page.Headers.GetValues("Content-Security-Policy").Single();
        policy.Should().Contain("default-src 'none'").And.Contain("script-src 'self'").And.Contain("frame-ancestors 'none'").And.NotContain("unsafe").And.NotContain("http");
        string html = await page.Content.ReadAsStringAsync();
        html.Should().NotContain("http://").And.NotContain("https://").And.NotContain("onclick=").And.NotContain("style=").And.NotContain("<script>");
        foreach (string asset in (string[])["/window/window.css", "/window/window.js", "/window/icon.svg", "/favicon.ico"])
            (await SendAsync(asset)).StatusCode.Should().Be(HttpStatusCode.OK, asset);
        (await (await SendAsync("/window/window.js")).Content.ReadAsStringAsync()).Should().NotContain("innerHTML").And.NotContain("eval(").And.NotContain("insertAdjacentHTML");
    }

    [Theory]
    [InlineData("/window/objects")]
    [InlineData("/window/org")]
    [InlineData("/window/requests")]
    [InlineData("/window/record?id=005000000000001")]
    public async Task Data_is_answered_to_the_page_only(string path)
    {
        (await SendAsync(path)).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(path, ("X-Window", "1"), ("Sec-Fetch-Site", "cross-site"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(path, ("X-Window", "1"), ("Sec-Fetch-Site", "same-site"))).StatusCode.Should().Be(HttpStatusCode.Forbidden);
        (await SendAsync(path, ("X-Window", "1"), ("Sec-Fetch-Site", "same-origin"))).StatusCode.Should().NotBe(HttpStatusCode.Forbidden);
        HttpResponseMessage answer = await SendAsync(path, ("X-Window", "1"), ("Origin", "http://elsewhere.example"));
        answer.Headers.Contains("Access-Control-Allow-Origin").Should().BeFalse();
    }

    [Theory]
    [InlineData("elsewhere.example", false)]
    [InlineData("127.0.0.1.elsewhere.example", false)]
    [InlineData("localhost.elsewhere.example", false)]
    [InlineData("localhost", true)]
    [InlineData("org.localhost:8080", true)]
    [InlineData("127.0.0.1:8080", true)]
    [InlineData("[::1]:8080", true)]
    public async Task Name_that_a_foreign_site_can_point_here_is_refused(string host, bool allowed)
    {
        foreach (string path in (string[])["/", "/window/window.js", "/window/objects"])
            (await SendAsync(path, ("Host", host), ("X-Window", "1"))).StatusCode.Should().Be(allowed ? HttpStatusCode.OK : HttpStatusCode.Forbidden, path);
    }

    [Fact]
    public async Task Nothing_the_window_answers_is_a_token_an_entry_of_the_log_an_api_call_or_a_target_of_faults()
    {
        string token = _org.AccessToken;
        _org.Faults.On().Always().Fail(Fault.ServiceUnavailable);
        foreach (string path in (string[])["/", "/window/org", "/window/objects", "/window/requests"])
        {
            HttpResponseMessage answer = await SendAsync(path, ("X-Window", "1"));
            answer.StatusCode.Should().Be(HttpStatusCode.OK, path);
            (await answer.Content.ReadAsStringAsync()).Should().NotContain(token);
        }
        _org.Requests.Should().BeEmpty();
        _org.Faults.Clear();
        using OrgClient client = new(_org);
        (await client.GetAsync("/limits")).GetProperty("DailyApiRequests").GetProperty("Remaining").GetInt32().Should().Be(99_999);
    }

    [Fact]
    public async Task Tokens_in_a_query_string_are_masked_in_the_requests()
    {
        await SendAsync("/services/oauth2/userinfo?oauth_token=very-secret");
        string requests = await (await SendAsync("/window/requests", ("X-Window", "1"))).Content.ReadAsStringAsync();
        requests.Should().Contain("userinfo").And.NotContain("very-secret");
    }

    [Fact]
    public async Task Broken_questions_are_refused_like_any_other()
    {
        foreach (string body in (string[])["", "[]", "{", "{\"soql\":7}", "{\"soql\":\"SELECT\"}", "{\"soql\":\"SELECT Id FROM Account\",\"offset\":-1}", "{\"soql\":\"SELECT Id FROM Account\",\"offset\":99}"])
        {
            using HttpRequestMessage request = new(HttpMethod.Post, new Uri(_org.Url, "/window/query")) { Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json") };
            request.Headers.Add("X-Window", "1");
            HttpResponseMessage answer = await _http.SendAsync(request);
            answer.StatusCode.Should().Be(HttpStatusCode.BadRequest, body);
            (await answer.Content.ReadAsStringAsync()).Should().Contain("errorCode");
        }
        (await SendAsync("/window/record?id=nonsense", ("X-Window", "1"))).StatusCode.Should().Be(HttpStatusCode.NotFound);
    }

    private async Task<HttpResponseMessage> SendAsync(string path, params (string Name, string Value)[] headers)
    {
        HttpRequestMessage request = new(HttpMethod.Get, new Uri(_org.Url, path));
        foreach ((string name, string value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _http.SendAsync(request);
    }
}
