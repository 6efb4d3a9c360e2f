using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Tests.Hosting;

public sealed class OAuthFlowTests : SignInOrg
{
    private const string Callback = "http://localhost:1717/OauthRedirect";
    private const string Verifier = "a-verifier-that-is-long-enough-to-be-one-0123456789";

    private static readonly string Challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier)));

    [Fact]
    public async Task Assertion_signed_by_a_trusted_key_signs_its_user_in()
    {
        using RSA key = RSA.Create(2048);
        Org.App.TrustCertificate(Certificate(key));
        (int status, JsonElement body) = await AssertAsync(Assertion(key));
        status.Should().Be(200);
        body.TryGetProperty("refresh_token", out _).Should().BeFalse();
        (await StatusAsync(Text(body, "access_token"))).Should().Be(200);
    }

    [Theory]
    [InlineData("other key", "invalid_grant", "invalid assertion")]
    [InlineData("changed claims", "invalid_grant", "invalid assertion")]
    [InlineData("no signature", "invalid_grant", "invalid assertion")]
    [InlineData("other app", "invalid_client_id", "client identifier invalid")]
    [InlineData("other audience", "invalid_grant", "Audience validation failed")]
    [InlineData("expired", "invalid_grant", "expired assertion")]
    [InlineData("unknown user", "invalid_grant", "user hasn't approved this consumer")]
    [InlineData("nonsense", "invalid_grant", "invalid assertion")]
    public async Task Assertion_that_is_not_right_is_refused(string what, string error, string description)
    {
        using RSA key = RSA.Create(2048);
        using RSA other = RSA.Create(2048);
        Org.App.TrustCertificate(key.ExportSubjectPublicKeyInfoPem());
        string assertion = what switch
        {
            "other key" => Assertion(other),
            "changed claims" => Changed(Assertion(key)),
            "no signature" => Base64Url.EncodeToString("""{"alg":"none"}"""u8) + "." + Assertion(key).Split('.')[1] + ".",
            "other app" => Assertion(key, issuer: "somebody"),
            "other audience" => Assertion(key, audience: "https://example.com"),
            "expired" => Assertion(key, minutes: -1),
            "unknown user" => Assertion(key, subject: "nobody@example.com"),
            _ => "a.b.c",
        };
        (int status, JsonElement body) = await AssertAsync(assertion);
        status.Should().Be(400);
        (Text(body, "error"), Text(body, "error_description")).Should().Be((error, description));
    }

    [Fact]
    public void Certificate_that_is_none_is_refused()
    {
        Action trust = () => Org.App.TrustCertificate("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----");
        trust.Should().Throw<ArgumentException>().WithMessage("*neither a certificate nor an RSA public key*");
    }

    [Fact]
    public async Task Refresh_token_opens_sessions_until_it_is_revoked_with_them()
    {
        JsonElement granted = await GrantedAsync();
        string refreshToken = Text(granted, "refresh_token");
        (int _, JsonElement refreshed) = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken));
        refreshed.TryGetProperty("refresh_token", out _).Should().BeFalse();
        (await StatusAsync(Text(granted, "access_token"))).Should().Be(200);
        string bystander = Org.AccessToken;

        (await PostAsync("/services/oauth2/revoke", ("token", refreshToken))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await StatusAsync(Text(granted, "access_token"))).Should().Be(401);
        (await StatusAsync(Text(refreshed, "access_token"))).Should().Be(401);
        (await StatusAsync(bystander)).Should().Be(200);
        (await ErrorAsync(("grant_type", "refresh_token"), ("refresh_token", refreshToken))).Should().Be("invalid_grant");
        (await PostAsync("/services/oauth2/revoke", ("token", refreshToken))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Rotation_ends_the_refresh_token_and_the_sessions_before()
    {
        Org.App.RotatesRefreshTokens = true;
        JsonElement granted = await GrantedAsync();
        (int _, JsonElement refreshed) = await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", Text(granted, "refresh_token")));
        Text(refreshed, "refresh_token").Should().NotBe(Text(granted, "refresh_token"));
        (await StatusAsync(Text(granted, "access_token"))).Should().Be(401);
        (await StatusAsync(Text(refreshed, "access_token"))).Should().Be(200);
        (await ErrorAsync(("grant_type", "refresh_token"), ("refresh_token", Text(granted, "refresh_token")))).Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Access_token_is_revoked_alone()
    {
        string token = Org.AccessToken;
        (await PostAsync("/services/oauth2/revoke", ("token", token))).StatusCode.Should().Be(HttpStatusCode.OK);
        (await StatusAsync(token)).Should().Be(401);
    }

    [Fact]
    public async Task Browser_signs_in_on_the_page_and_brings_a_code_that_is_good_once()
    {
        HttpResponseMessage page = await GetAsync(Authorize("&state=%3Cs%22"));
        page.StatusCode.Should().Be(HttpStatusCode.OK);
        (await page.Content.ReadAsStringAsync()).Should().Contain("name=\"state\" value=\"&lt;s&quot;\"").And.Contain("type=\"password\"");

        (await PostAsync("/services/oauth2/authorize", Filled("wrong", "allow"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        string code = Query(await PostAsync("/services/oauth2/authorize", Filled(Org.Password, "allow")))["code"]!;
        (int status, JsonElement body) = await RedeemAsync(code, Verifier);
        status.Should().Be(200);
        (await StatusAsync(Text(body, "access_token"))).Should().Be(200);
        (await StatusAsync(Text((await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", Text(body, "refresh_token")))).Body, "access_token"))).Should().Be(200);
        Text((await RedeemAsync(code, Verifier)).Body, "error").Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Code_needs_its_verifier_its_callback_and_haste()
    {
        Org.App.ApprovesByItself = true;
        Text((await RedeemAsync(await CodeAsync(), "another-verifier")).Body, "error_description").Should().Be("invalid code verifier");
        Text((await RedeemAsync(await CodeAsync(), Verifier, "http://localhost:1717/Other")).Body, "error").Should().Be("redirect_uri_mismatch");
        string late = await CodeAsync();
        Clock.Advance(TimeSpan.FromMinutes(15));
        Text((await RedeemAsync(late, Verifier)).Body, "error").Should().Be("invalid_grant");
        string withoutPkce = Query(await GetAsync($"/services/oauth2/authorize?response_type=code&client_id={Org.ClientId}&redirect_uri={Uri.EscapeDataString(Callback)}"))["code"]!;
        Text((await RedeemAsync(withoutPkce, Verifier)).Body, "error").Should().Be("invalid_client", "without PKCE the secret proves who asks");
    }

    [Fact]
    public async Task Person_who_denies_is_told_to_the_program()
    {
        System.Collections.Specialized.NameValueCollection back = Query(await PostAsync("/services/oauth2/authorize", Filled("", "deny")));
        back["error"].Should().Be("access_denied");
        back["state"].Should().Be("s");
    }

    [Theory]
    [InlineData("response_type=code&client_id=other&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F", 400, "invalid_client_id")]
    [InlineData("response_type=code&client_id=client-id&redirect_uri=https%3A%2F%2Fevil.example.com%2F", 400, "redirect_uri_mismatch")]
    [InlineData("response_type=code&client_id=client-id", 400, "redirect_uri_mismatch")]
    [InlineData("response_type=magic&client_id=client-id&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F", 302, "unsupported_response_type")]
    [InlineData("response_type=code&client_id=client-id&redirect_uri=http%3A%2F%2Flocalhost%3A1%2F&code_challenge=x&code_challenge_method=plain", 302, "invalid_request")]
    public async Task Page_is_not_shown_for_a_wrong_request(string query, int status, string error)
    {
        HttpResponseMessage response = await GetAsync("/services/oauth2/authorize?" + query);
        ((int)response.StatusCode).Should().Be(status);
        (status == 302 ? response.Headers.Location!.Query : await response.Content.ReadAsStringAsync()).Should().Contain(error);
    }

    [Fact]
    public async Task Callback_of_another_machine_must_be_allowed()
    {
        Org.App.ApprovesByItself = true;
        string query = $"/services/oauth2/authorize?response_type=code&client_id={Org.ClientId}&redirect_uri=https%3A%2F%2Fapp.example.com%2Fdone%3Fx%3D1";
        (await GetAsync(query)).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        Org.App.AllowCallback(new Uri("https://app.example.com/done?x=1"));
        (await GetAsync(query)).Headers.Location!.ToString().Should().StartWith("https://app.example.com/done?x=1&code=");
    }

    [Fact]
    public async Task Device_waits_until_its_code_is_entered_on_the_page()
    {
        (int _, JsonElement device) = await TokenAsync(("response_type", "device_code"));
        (string, string) code = ("code", Text(device, "device_code"));
        string userCode = Text(device, "user_code");
        userCode.Should().HaveLength(8);
        Text(device, "verification_uri").Should().Be(Org.Url + "setup/connect");
        (await ErrorAsync(("grant_type", "device"), code)).Should().Be("authorization_pending");
        (await ErrorAsync(("grant_type", "device"), code)).Should().Be("slow_down");
        Clock.Advance(TimeSpan.FromSeconds(device.GetProperty("interval").GetInt32()));
        (await ErrorAsync(("grant_type", "device"), code)).Should().Be("authorization_pending");

        (await (await GetAsync("/setup/connect?user_code=" + userCode)).Content.ReadAsStringAsync()).Should().Contain($"value=\"{userCode}\"");
        (await PostAsync("/setup/connect", ("user_code", userCode), ("username", Org.Username), ("password", "wrong"))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        (await PostAsync("/setup/connect", ("user_code", "XXXXXXXX"), ("username", Org.Username), ("password", Org.Password))).StatusCode.Should().Be(HttpStatusCode.BadRequest);
        string typed = $"{userCode[..4].ToLowerInvariant()}-{userCode[4..]}";
        (await PostAsync("/setup/connect", ("user_code", typed), ("username", Org.Username), ("password", Org.Password))).StatusCode.Should().Be(HttpStatusCode.OK);

        (int status, JsonElement body) = await TokenAsync(("grant_type", "device"), code);
        status.Should().Be(200);
        (await StatusAsync(Text(body, "access_token"))).Should().Be(200);
        (await ErrorAsync(("grant_type", "device"), code)).Should().Be("invalid_grant", "a device signs in once");
    }

    [Fact]
    public async Task Device_is_denied_or_forgotten_or_approved_by_the_test()
    {
        (int _, JsonElement denied) = await TokenAsync(("response_type", "device_code"));
        Org.App.DenyDevice(Text(denied, "user_code")).Should().BeTrue();
        (await ErrorAsync(("grant_type", "device"), ("code", Text(denied, "device_code")))).Should().Be("access_denied");

        (int _, JsonElement late) = await TokenAsync(("response_type", "device_code"));
        Clock.Advance(TimeSpan.FromMinutes(10));
        Org.App.ApproveDevice(Text(late, "user_code")).Should().BeFalse();
        (await ErrorAsync(("grant_type", "device"), ("code", Text(late, "device_code")))).Should().Be("invalid_grant");

        Org.App.ApprovesByItself = true;
        (int _, JsonElement quick) = await TokenAsync(("response_type", "device_code"));
        (await TokenAsync(("grant_type", "device"), ("code", Text(quick, "device_code")))).Status.Should().Be(200);
    }

    [Fact]
    public async Task User_agent_gets_its_token_behind_the_hash()
    {
        Org.App.ApprovesByItself = true;
        Org.App.AllowCallback(new Uri("myapp://done"));
        string Ask(string callback) => $"/services/oauth2/authorize?response_type=token&client_id={Org.ClientId}&redirect_uri={Uri.EscapeDataString(callback)}&state=a%20b";
        Dictionary<string, string> page = Fragment(await GetAsync(Ask(Callback)));
        page.Keys.Should().Equal("access_token", "instance_url", "id", "token_type", "issued_at", "signature", "state");
        page["state"].Should().Be("a b");
        (await StatusAsync(page["access_token"])).Should().Be(200);
        Dictionary<string, string> app = Fragment(await GetAsync(Ask("myapp://done")));
        (await TokenAsync(("grant_type", "refresh_token"), ("refresh_token", app["refresh_token"]))).Status.Should().Be(200);
    }

    [Fact]
    public async Task User_agent_that_is_denied_is_told_behind_the_hash()
    {
        (string, string)[] form = [.. Filled(Org.Password, "deny").Where(member => member.Item1 != "response_type"), ("response_type", "token")];
        Fragment(await PostAsync("/services/oauth2/authorize", form))["error"].Should().Be("access_denied");
    }

    [Fact]
    public async Task Introspection_tells_of_living_tokens_and_lets_them_age()
    {
        JsonElement granted = await GrantedAsync();
        Clock.Advance(TimeSpan.FromHours(1));
        JsonElement session = await IntrospectAsync(Text(granted, "access_token"));
        (Text(session, "token_type"), Text(session, "username"), Text(session, "sub")).Should().Be(("access_token", Org.Username, Text(granted, "id")));
        (session.GetProperty("exp").GetInt64() - session.GetProperty("iat").GetInt64()).Should().Be(7200);
        Text(await IntrospectAsync(Text(granted, "refresh_token")), "token_type").Should().Be("refresh_token");
        Clock.Advance(TimeSpan.FromHours(1));
        (await IntrospectAsync(Text(granted, "access_token"))).GetRawText().Should().Be("""{"active":false}""", "looking at it was no use of it");
        (await PostAsync("/services/oauth2/introspect", ("token", "x"), ("client_id", Org.ClientId))).StatusCode.Should().Be(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task Secrets_of_signing_in_are_not_in_the_log()
    {
        await GrantedAsync();
        await PostAsync("/setup/connect", ("user_code", "x"), ("username", Org.Username), ("password", "hush-hush"));
        await PostAsync("/services/oauth2/authorize", Filled("hush-hush", "allow"));
        Org.Requests.Select(request => request.Path + request.Body).Should().NotContain(text => text.Contains("hush") || text.Contains(Org.ClientSecret));
    }

    private async Task<JsonElement> GrantedAsync() =>
        (await TokenAsync(("grant_type", "password"), ("client_secret", Org.ClientSecret), ("username", Org.Username), ("password", Org.Password))).Body;

    private async Task<JsonElement> IntrospectAsync(string token)
    {
        HttpResponseMessage response = await PostAsync("/services/oauth2/introspect", ("token", token), ("client_id", Org.ClientId), ("client_secret", Org.ClientSecret));
        return JsonDocument.Parse(await response.Content.ReadAsStringAsync()).RootElement;
    }

    private static Dictionary<string, string> Fragment(HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        return response.Headers.Location!.OriginalString.Split('#')[1].Split('&').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => Uri.UnescapeDataString(pair[1]));
    }

    private Task<(int Status, JsonElement Body)> AssertAsync(string assertion) =>
        TokenAsync(("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer"), ("assertion", assertion));

    private Task<(int Status, JsonElement Body)> RedeemAsync(string code, string verifier, string callback = Callback) =>
        TokenAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", callback), ("code_verifier", verifier));

    private async Task<string> CodeAsync() => Query(await GetAsync(Authorize("")))["code"]!;

    private string Authorize(string more) =>
        $"/services/oauth2/authorize?response_type=code&client_id={Org.ClientId}&redirect_uri={Uri.EscapeDataString(Callback)}&code_challenge={Challenge}&code_challenge_method=S256{more}";

    private (string, string)[] Filled(string password, string decision) =>
    [
        ("response_type", "code"), ("client_id", Org.ClientId), ("redirect_uri", Callback), ("state", "s"), ("code_challenge", Challenge),
        ("code_challenge_method", "S256"), ("username", Org.Username), ("password", password), ("decision", decision),
    ];

    private static System.Collections.Specialized.NameValueCollection Query(HttpResponseMessage response)
    {
        response.StatusCode.Should().Be(HttpStatusCode.Redirect);
        response.Headers.Location!.ToString().Should().StartWith(Callback);
        return System.Web.HttpUtility.ParseQueryString(response.Headers.Location.Query);
    }

    private string Assertion(RSA key, string? issuer = null, string audience = "https://login.salesforce.com", int minutes = 3, string? subject = null)
    {
        string header = Base64Url.EncodeToString("""{"alg":"RS256"}"""u8);
        string claims = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(new
        {
            iss = issuer ?? Org.ClientId,
            sub = subject ?? Org.Username,
            aud = audience,
            exp = Clock.GetUtcNow().AddMinutes(minutes).ToUnixTimeSeconds(),
        }));
        byte[] signature = key.SignData(Encoding.ASCII.GetBytes($"{header}.{claims}"), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{header}.{claims}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Changed(string assertion)
    {
        string[] parts = assertion.Split('.');
        string claims = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(parts[1])).Replace("login.", "test.", StringComparison.Ordinal);
        return $"{parts[0]}.{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(claims))}.{parts[2]}";
    }

    private static string Certificate(RSA key) => new CertificateRequest("CN=test", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
        .CreateSelfSigned(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2027, 1, 1, 0, 0, 0, TimeSpan.Zero)).ExportCertificatePem();
}
