using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Time.Testing;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Tests.Authentication;

public sealed class CredentialTests
{
    private const string Token = """{"access_token":"T1","instance_url":"https://acme.my.salesforce.com","id":"https://login.salesforce.com/id/00D000000000001AAA/005000000000001AAA","token_type":"Bearer"}""";

    [Fact]
    public async Task Refresh_token_that_is_rotated_is_used_next_and_handed_out()
    {
        var stub = new StubOrg()
            .Answers(Token[..^1] + ""","refresh_token":"R2"}""")
            .Answers(Token);
        List<string> kept = [];
        var credential = new RefreshTokenCredential("client", "R1")
        {
            RefreshTokenChanged = (token, _) =>
            {
                kept.Add(token);
                return Task.CompletedTask;
            },
        };
        using var http = new HttpClient(stub);
        SalesforceSession session = await credential.SignInAsync(http);
        await credential.SignInAsync(http);

        session.UserId.Should().Be("005000000000001AAA");
        session.OrganizationId.Should().Be("00D000000000001AAA");
        kept.Should().Equal("R2");
        stub.Requests[0].Url.Should().Be("https://login.salesforce.com/services/oauth2/token");
        stub.Requests[0].Body.Should().Contain("refresh_token=R1").And.NotContain("client_secret");
        stub.Requests[1].Body.Should().Contain("refresh_token=R2");
    }

    [Fact]
    public async Task Dead_refresh_token_is_a_failed_sign_in()
    {
        var stub = new StubOrg().Answers("""{"error":"invalid_grant","error_description":"expired access/refresh token"}""", HttpStatusCode.BadRequest);
        using var http = new HttpClient(stub);
        Func<Task> signIn = () => new RefreshTokenCredential("client", "R1").SignInAsync(http);
        SignInFailedException error = (await signIn.Should().ThrowAsync<SignInFailedException>()).Which;
        error.ErrorCode.Should().Be("invalid_grant");
        error.ToString().Should().NotContain("R1");
    }

    [Fact]
    public async Task Jwt_is_signed_by_the_key_and_meant_for_the_login_server()
    {
        using RSA key = RSA.Create(2048);
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));
        var stub = new StubOrg().Answers(Token);
        using var http = new HttpClient(stub);
        await new JwtBearerCredential("client", "user@example.com", key.ExportPkcs8PrivateKeyPem()) { Sandbox = true, TimeProvider = clock }.SignInAsync(http);

        stub.Requests[0].Url.Should().StartWith("https://test.salesforce.com/");
        string assertion = WebUtility.UrlDecode(stub.Requests[0].Body.Split("assertion=")[1]);
        string[] parts = assertion.Split('.');
        byte[] signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        key.VerifyData(Encoding.ASCII.GetBytes($"{parts[0]}.{parts[1]}"), signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).Should().BeTrue();
        var claims = JObject.Parse(Encoding.UTF8.GetString(System.Buffers.Text.Base64Url.DecodeFromChars(parts[1])));
        claims.ToString(Newtonsoft.Json.Formatting.None).Should().Be(
            """{"iss":"client","sub":"user@example.com","aud":"https://test.salesforce.com","exp":1767225780}""");
    }

    [Fact]
    public void Key_that_is_none_is_refused_without_being_shown()
    {
        Action make = () => _ = new JwtBearerCredential("client", "user@example.com", "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----");
        make.Should().Throw<ArgumentException>().WithMessage("*not an RSA private key*").Which.ToString().Should().NotContain("AAAA");
    }

    [Theory]
    [InlineData(false, null, "https://login.salesforce.com/services/Soap/u/64.0")]
    [InlineData(true, null, "https://test.salesforce.com/services/Soap/u/64.0")]
    [InlineData(false, "acme.my.salesforce.com", "https://acme.my.salesforce.com/services/Soap/u/64.0")]
    public async Task Soap_login_asks_the_right_server_by_a_version_that_has_it(bool sandbox, string? loginUrl, string url)
    {
        var stub = new StubOrg().Answers(SoapAnswer("https://acme.my.salesforce.com/services/Soap/u/64.0/00D"), mediaType: "text/xml");
        using var http = new HttpClient(stub);
        var credential = new UsernamePasswordCredential("a&b@example.com", "p<w>d") { Sandbox = sandbox, LoginUrl = loginUrl, SecurityToken = "tok\"en", OrganizationId = "00D000000000001" };
        SalesforceSession session = await credential.SignInAsync(http);

        stub.Requests[0].Url.Should().Be(url);
        stub.Requests[0].Body.Should().Contain("a&amp;b@example.com").And.Contain("p&lt;w&gt;dtok\"en").And.Contain("LoginScopeHeader");
        session.AccessToken.Should().Be("S!1");
        session.InstanceUrl.Should().Be(new Uri("https://acme.my.salesforce.com"));
        session.IdleLifetime.Should().Be(TimeSpan.FromHours(2));
    }

    [Fact]
    public async Task Soap_fault_is_a_failed_sign_in()
    {
        var stub = new StubOrg().Answers(
            """
            <e:Envelope xmlns:e="http://schemas.xmlsoap.org/soap/envelope/"><e:Body><e:Fault><faultcode>sf:INVALID_LOGIN</faultcode><faultstring>INVALID_LOGIN: no</faultstring>
            <detail><sf:LoginFault xmlns:sf="urn:fault.partner.soap.sforce.com"><sf:exceptionCode>INVALID_LOGIN</sf:exceptionCode><sf:exceptionMessage>Invalid username</sf:exceptionMessage></sf:LoginFault></detail>
            </e:Fault></e:Body></e:Envelope>
            """,
            HttpStatusCode.InternalServerError, "text/xml");
        using var http = new HttpClient(stub);
        Func<Task> signIn = () => new UsernamePasswordCredential("user", "hidden-password").SignInAsync(http);
        SignInFailedException error = (await signIn.Should().ThrowAsync<SignInFailedException>()).Which;
        error.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidLogin);
        error.ToString().Should().NotContain("hidden-password");
    }

    [Fact]
    public async Task Device_shows_the_code_and_waits_for_the_person()
    {
        var stub = new StubOrg()
            .Answers("""{"device_code":"D1","user_code":"ABCD1234","verification_uri":"https://acme.my.salesforce.com/setup/connect","interval":1}""")
            .Answers("""{"error":"authorization_pending","error_description":"pending"}""", HttpStatusCode.BadRequest)
            .Answers(Token[..^1] + ""","refresh_token":"R1"}""")
            .Answers(Token);
        DeviceCodePrompt? shown = null;
        var credential = new DeviceCodeCredential("client", (prompt, _) =>
        {
            shown = prompt;
            return Task.CompletedTask;
        });
        using var http = new HttpClient(stub);
        (await credential.SignInAsync(http)).AccessToken.Should().Be("T1");
        await credential.SignInAsync(http);

        shown.Should().Be(new DeviceCodePrompt("ABCD1234", "https://acme.my.salesforce.com/setup/connect"));
        stub.Requests[1].Body.Should().Contain("grant_type=device").And.Contain("code=D1");
        stub.Requests[3].Body.Should().Contain("refresh_token=R1");
    }

    [Fact]
    public async Task Browser_brings_the_code_to_the_listener_and_pkce_proves_who_asked()
    {
        var stub = new StubOrg().Answers(Token);
        using var http = new HttpClient(stub);
        using var browser = new HttpClient();
        string? challenge = null;
        int port = FreePort();
        var credential = new AuthorizationCodeCredential("client", async (page, cancellation) =>
        {
            System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(page.Query);
            challenge = query["code_challenge"];
            (await browser.GetAsync(new Uri($"{query["redirect_uri"]}?code=FORGED&state=other"), cancellation)).StatusCode.Should().Be(HttpStatusCode.NotFound);
            _ = browser.GetAsync(new Uri($"{query["redirect_uri"]}?code=C%2F1&state={query["state"]}"), cancellation);
        })
        { CallbackUrl = new Uri($"http://localhost:{port}/OauthRedirect") };

        (await credential.SignInAsync(http)).AccessToken.Should().Be("T1");

        System.Collections.Specialized.NameValueCollection form = System.Web.HttpUtility.ParseQueryString(stub.Requests[0].Body);
        form["code"].Should().Be("C/1");
        System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"]!))).Should().Be(challenge);
    }

    [Fact]
    public async Task Browser_that_goes_away_before_its_answer_does_not_end_the_wait()
    {
        using var http = new HttpClient(new StubOrg().Answers(Token));
        using var browser = new HttpClient();
        int port = FreePort();
        var credential = new AuthorizationCodeCredential("client", async (page, cancellation) =>
        {
            System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(page.Query);
            for (int visit = 0; visit < 20; visit++)
                await LeaveAtOnceAsync(port);
            _ = browser.GetAsync(new Uri($"{query["redirect_uri"]}?code=C1&state={query["state"]}"), cancellation);
        })
        { CallbackUrl = new Uri($"http://localhost:{port}/OauthRedirect") };
        (await credential.SignInAsync(http)).AccessToken.Should().Be("T1");
    }

    [Fact]
    public async Task Refusal_in_the_browser_is_a_failed_sign_in()
    {
        using var http = new HttpClient(new StubOrg());
        using var browser = new HttpClient();
        int port = FreePort();
        var credential = new AuthorizationCodeCredential("client", (page, cancellation) =>
        {
            System.Collections.Specialized.NameValueCollection query = System.Web.HttpUtility.ParseQueryString(page.Query);
            _ = browser.GetAsync(new Uri($"{query["redirect_uri"]}?error=access_denied&error_description=end-user+denied&state={query["state"]}"), cancellation);
            return Task.CompletedTask;
        })
        { CallbackUrl = new Uri($"http://localhost:{port}/OauthRedirect") };
        Func<Task> signIn = () => credential.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be("access_denied");
    }

    [Fact]
    public async Task Login_of_the_cli_is_used()
    {
        string script = Path.Combine(Path.GetTempPath(), $"sf-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(script, """
            #!/bin/sh
            echo "{\"status\":0,\"result\":{\"accessToken\":\"T9\",\"instanceUrl\":\"https://acme.my.salesforce.com\",\"args\":\"$*\"}}"
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
            using var http = new HttpClient();
            (await new SalesforceCliCredential("dev") { Command = script }.SignInAsync(http)).AccessToken.Should().Be("T9");
        }

        File.Delete(script);
    }

    [Fact]
    public async Task Missing_cli_is_a_failed_sign_in_that_says_what_to_do()
    {
        using var http = new HttpClient();
        Func<Task> signIn = () => new SalesforceCliCredential { Command = "no-such-command-here" }.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).WithMessage("*Install the Salesforce CLI*");
    }

    [Fact]
    public async Task Change_of_the_instance_url_is_followed()
    {
        var stub = new StubOrg()
            .Answers(Token)
            .Answers("""[{"message":"Session expired or invalid","errorCode":"INVALID_SESSION_ID"}]""", HttpStatusCode.Unauthorized)
            .Answers(Token.Replace("acme", "acme--moved", StringComparison.Ordinal))
            .Answers("""{"totalSize":0,"done":true,"records":[]}""");
        await using SalesforceClient client = stub.Client(new ClientCredentialsCredential("acme.my.salesforce.com", "id", "secret"));
        await client.QueryPageAsync("SELECT Id FROM Account");
        stub.Requests[1].Url.Should().StartWith("https://acme.my.salesforce.com/");
        stub.Requests[3].Url.Should().StartWith("https://acme--moved.my.salesforce.com/");
    }

    private static string SoapAnswer(string serverUrl) =>
        $"""
         <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns="urn:partner.soap.sforce.com"><soapenv:Body><loginResponse><result>
         <passwordExpired>false</passwordExpired><serverUrl>{serverUrl}</serverUrl><sessionId>S!1</sessionId><userId>005000000000001AAA</userId>
         <userInfo><organizationId>00D000000000001AAA</organizationId><sessionSecondsValid>7200</sessionSecondsValid></userInfo></result></loginResponse></soapenv:Body></soapenv:Envelope>
         """;

    private static async Task LeaveAtOnceAsync(int port)
    {
        using var visitor = new System.Net.Sockets.TcpClient();
        await visitor.ConnectAsync("localhost", port);
        visitor.LingerState = new System.Net.Sockets.LingerOption(true, 0);
        await visitor.GetStream().WriteAsync("GET /favicon.ico HTTP/1.1\r\nHost: localhost\r\n\r\n"u8.ToArray());
    }

    private static int FreePort()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
