using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class SignInTests(OrgFixture fixture) : IClassFixture<OrgFixture>
{
    private readonly EmulatedOrg _org = fixture.Org;

    [Theory]
    [InlineData("n1:")]
    [InlineData("")]
    public async Task Soap_login_answers_a_session_that_works(string prefix)
    {
        using HttpClient http = new() { BaseAddress = _org.Url };
        string attribute = prefix.Length > 0 ? "xmlns:n1" : "xmlns";
        using StringContent body = new(
            $"""<?xml version="1.0" encoding="utf-8"?><env:Envelope xmlns:env="http://schemas.xmlsoap.org/soap/envelope/"><env:Body><{prefix}login {attribute}="urn:partner.soap.sforce.com"><{prefix}username>{_org.Username}</{prefix}username><{prefix}password>{_org.Password}{_org.SecurityToken}</{prefix}password></{prefix}login></env:Body></env:Envelope>""",
            Encoding.UTF8, "text/xml");
        HttpResponseMessage response = await http.PostAsync("/services/Soap/u/64.0", body);
        string xml = await response.Content.ReadAsStringAsync();
        xml.Should().Contain($"<serverUrl>{_org.Url}services/Soap/u/64.0/");
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", Between(xml, "<sessionId>", "</sessionId>"));
        (await http.GetAsync("/services/data/v66.0/limits")).IsSuccessStatusCode.Should().BeTrue();
    }

    [Fact]
    public async Task Wrong_password_is_a_soap_fault()
    {
        using HttpClient http = new() { BaseAddress = _org.Url };
        using StringContent body = new(
            """<e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><login xmlns="urn:partner.soap.sforce.com"><username>admin@example.com</username><password>wrong</password></login></e:Body></e:Envelope>""",
            Encoding.UTF8, "text/xml");
        HttpResponseMessage response = await http.PostAsync("/services/Soap/u/59.0", body);
        ((int)response.StatusCode).Should().Be(500);
        (await response.Content.ReadAsStringAsync()).Should().Contain("<faultcode>sf:INVALID_LOGIN</faultcode>").And.Contain(
            "<sf:exceptionMessage>Invalid username, password, security token; or user locked out.</sf:exceptionMessage>");
    }

    [Theory]
    [InlineData("grant_type=client_credentials&client_id=client-id&client_secret=client-secret", 200, "access_token")]
    [InlineData("grant_type=password&client_id=client-id&client_secret=client-secret&username=admin%40example.com&password=passwordtoken", 200, "refresh_token")]
    [InlineData("grant_type=password&client_id=client-id&client_secret=client-secret&username=admin%40example.com&password=no", 400, "authentication failure - Invalid Password")]
    [InlineData("grant_type=client_credentials&client_id=client-id&client_secret=no", 400, "invalid_client")]
    [InlineData("grant_type=refresh_token&client_id=client-id&refresh_token=no", 400, "expired access/refresh token")]
    [InlineData("grant_type=magic&client_id=client-id", 400, "unsupported_grant_type")]
    public async Task Token_endpoint_grants_or_says_why_not(string form, int status, string part)
    {
        using HttpClient http = new() { BaseAddress = _org.Url };
        using StringContent body = new(form, Encoding.UTF8, "application/x-www-form-urlencoded");
        HttpResponseMessage response = await http.PostAsync("/services/oauth2/token", body);
        ((int)response.StatusCode).Should().Be(status);
        (await response.Content.ReadAsStringAsync()).Should().Contain(part);
    }

    [Fact]
    public async Task Unknown_token_is_told_that_the_session_expired()
    {
        using HttpClient http = new() { BaseAddress = _org.Url };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "made-up");
        HttpResponseMessage response = await http.GetAsync("/services/data/v66.0/limits");
        ((int)response.StatusCode).Should().Be(401);
        (await response.Content.ReadAsStringAsync()).Should().Be("""[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""");
        response.Headers.Contains("Sforce-Limit-Info").Should().BeFalse();
    }

    [Fact]
    public async Task Versions_need_no_token_and_the_double_slash_leads_there_too()
    {
        using HttpClient http = new() { BaseAddress = _org.Url };
        JsonElement versions = JsonDocument.Parse(await http.GetStringAsync(_org.Url + "/services/data/")).RootElement;
        versions[0].GetRawText().Should().Be("""{"label":"Summer '14","url":"/services/data/v31.0","version":"31.0"}""");
        versions[versions.GetArrayLength() - 1].GetProperty("label").GetString().Should().Be("Spring '26");
    }

    [Theory]
    [InlineData("/services/data/v99.0/limits", 404)]
    [InlineData("/services/data/viAmABadVersion/sobjects/Account", 404)]
    [InlineData("/services/data/v20.0/limits", 410)]
    [InlineData("/services/data/v66.0/nothing", 404)]
    public async Task Path_that_leads_nowhere_is_not_found(string path, int status) =>
        (await fixture.Client.SendAsync("GET", path)).Status.Should().Be(status);

    [Fact]
    public async Task User_info_says_who_signed_in() =>
        (await fixture.Client.GetAsync("/services/oauth2/userinfo")).GetProperty("preferred_username").GetString().Should().Be("admin@example.com");

    private static string Between(string text, string start, string end)
    {
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
