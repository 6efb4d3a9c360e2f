using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class SessionTests : SignInOrg
{
    [Fact]
    public async Task Session_dies_after_two_hours_without_use_and_every_use_starts_them_anew()
    {
        string token = Org.AccessToken;
        Clock.Advance(TimeSpan.FromMinutes(119));
        (await StatusAsync(token)).Should().Be(200);
        Clock.Advance(TimeSpan.FromMinutes(119));
        (await StatusAsync(token)).Should().Be(200);
        Clock.Advance(TimeSpan.FromMinutes(120));
        (int status, string body) = await SendAsync(token, "GET", Root + "/limits");
        status.Should().Be(401);
        body.Should().Be("""[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""");
        Org.AccessToken.Should().NotBe(token);
    }

    [Fact]
    public async Task Life_of_sessions_is_an_option()
    {
        await using EmulatedOrg hasty = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { Clock = Clock, SampleData = SampleData.None, SessionLifetime = TimeSpan.FromMinutes(1) });
        string token = hasty.AccessToken;
        Clock.Advance(TimeSpan.FromMinutes(1));
        hasty.AccessToken.Should().NotBe(token);
        Func<Task> start = () => EmulatedOrg.StartAsync(new EmulatedOrgOptions { SessionLifetime = TimeSpan.Zero });
        await start.Should().ThrowAsync<ArgumentOutOfRangeException>();
    }

    [Fact]
    public async Task Logout_ends_the_session()
    {
        string token = Org.AccessToken;
        (await SoapAsync("<u:logout/>", $"<u:SessionHeader><u:sessionId>{token}</u:sessionId></u:SessionHeader>")).Should().Contain("logoutResponse");
        (await StatusAsync(token)).Should().Be(401);
        (await SoapAsync("<u:logout/>", $"<u:SessionHeader><u:sessionId>{token}</u:sessionId></u:SessionHeader>")).Should().Contain("INVALID_SESSION_ID");
    }

    [Theory]
    [InlineData("", true)]
    [InlineData("<u:LoginScopeHeader><u:organizationId>{org}</u:organizationId></u:LoginScopeHeader>", true)]
    [InlineData("<u:LoginScopeHeader><u:organizationId>00D000000000009</u:organizationId></u:LoginScopeHeader>", false)]
    public async Task Login_scope_must_name_the_org(string header, bool accepted)
    {
        string organization = Text(JsonDocument.Parse((await SendAsync(Org.AccessToken, "GET", "/services/oauth2/userinfo")).Body).RootElement, "organization_id");
        string answer = await SoapAsync(
            $"<u:login><u:username>{Org.Username}</u:username><u:password>{Org.Password}</u:password></u:login>", header.Replace("{org}", organization[..15], StringComparison.Ordinal));
        answer.Contains("<sessionId>", StringComparison.Ordinal).Should().Be(accepted);
        answer.Contains("INVALID_LOGIN", StringComparison.Ordinal).Should().Be(!accepted);
    }

    [Fact]
    public async Task Cursor_belongs_to_the_session_that_made_it()
    {
        string token = Org.AccessToken;
        for (int batch = 0; batch < 2; batch++)
        {
            string records = string.Join(',', Enumerable.Range(0, 200).Select(number => $$"""{"attributes":{"type":"Account"},"Name":"A{{number}}"}"""));
            await SendAsync(token, "POST", Root + "/composite/sobjects", $$"""{"records":[{{records}}]}""");
        }

        using HttpClient http = new() { BaseAddress = Org.Url };
        using HttpRequestMessage query = new(HttpMethod.Get, Root + "/query?q=SELECT+Id+FROM+Account");
        query.Headers.TryAddWithoutValidation("Authorization", "Bearer " + token);
        query.Headers.TryAddWithoutValidation("Sforce-Query-Options", "batchSize=200");
        string next = Text(JsonDocument.Parse(await (await http.SendAsync(query)).Content.ReadAsStringAsync()).RootElement, "nextRecordsUrl");

        (int _, JsonElement other) = await TokenAsync(("grant_type", "client_credentials"), ("client_secret", Org.ClientSecret));
        (await SendAsync(token, "GET", next)).Status.Should().Be(200);
        (int status, string body) = await SendAsync(Text(other, "access_token"), "GET", next);
        status.Should().Be(400);
        body.Should().Contain("INVALID_QUERY_LOCATOR");
        for (int hour = 0; hour < 48; hour++)
        {
            Clock.Advance(TimeSpan.FromHours(1));
            (await StatusAsync(token)).Should().Be(200);
        }

        (await SendAsync(token, "GET", next)).Body.Should().Contain("INVALID_QUERY_LOCATOR", "a cursor lives for two days");
    }

    [Fact]
    public async Task Identity_tells_about_the_user_who_signed_in_and_no_other()
    {
        string token = Org.AccessToken;
        JsonElement userInfo = JsonDocument.Parse((await SendAsync(token, "GET", "/services/oauth2/userinfo")).Body).RootElement;
        string path = new Uri(Text(userInfo, "sub")).AbsolutePath;
        JsonElement identity = JsonDocument.Parse((await SendAsync(token, "GET", path + "?format=json")).Body).RootElement;
        Text(identity, "username").Should().Be(Org.Username);
        Text(identity, "display_name").Should().Be("Ada Admin");
        Text(identity.GetProperty("urls"), "rest").Should().EndWith("/services/data/v{version}/");
        (await SendAsync("nonsense", "GET", path)).Should().Be((403, "Bad_OAuth_Token"));
        (await SendAsync(token, "GET", path.Replace("/00D", "/00E", StringComparison.Ordinal))).Status.Should().Be(403);
        (await SendAsync(token, "GET", path[..^3])).Status.Should().Be(200, "15 characters name a user as well");
    }

    [Fact]
    public async Task Reset_ends_every_way_in()
    {
        (int _, JsonElement granted) = await TokenAsync(("grant_type", "password"), ("client_secret", Org.ClientSecret), ("username", Org.Username), ("password", Org.Password));
        await Org.ResetAsync();
        (await StatusAsync(Text(granted, "access_token"))).Should().Be(401);
        (await ErrorAsync(("grant_type", "refresh_token"), ("refresh_token", Text(granted, "refresh_token")))).Should().Be("invalid_grant");
        (await StatusAsync(Org.AccessToken)).Should().Be(200);
    }
}
