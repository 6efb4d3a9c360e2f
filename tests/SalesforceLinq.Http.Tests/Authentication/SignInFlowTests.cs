using System.Net;
using System.Security.Cryptography;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Http.Tests.Authentication;

/// <summary>Every way to sign in, against an emulated org: the first time, after the session ended, and when the org refuses.</summary>
public sealed class SignInFlowTests(OrgFixture fixture) : OrgTest(fixture)
{
    [Fact]
    public async Task Refresh_token_signs_in_again_and_again()
    {
        RefreshTokenCredential credential = new(Org.ClientId, await RefreshTokenAsync()) { ClientSecret = Org.ClientSecret, LoginUrl = Org.Url.ToString() };
        await WorksTwiceAsync(credential);
    }

    [Fact]
    public async Task Rotated_refresh_token_is_kept_and_the_one_before_is_dead()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        org.App.RotatesRefreshTokens = true;
        string first = await RefreshTokenAsync(org);
        List<string> kept = [];
        RefreshTokenCredential credential = new(org.ClientId, first)
        {
            LoginUrl = org.Url.ToString(),
            RefreshTokenChanged = (token, _) =>
            {
                kept.Add(token);
                return Task.CompletedTask;
            },
        };
        using HttpClient http = new();
        await credential.SignInAsync(http);
        await credential.SignInAsync(http);
        kept.Should().HaveCount(2).And.OnlyHaveUniqueItems().And.NotContain(first);

        Func<Task> late = () => new RefreshTokenCredential(org.ClientId, first) { LoginUrl = org.Url.ToString() }.SignInAsync(http);
        SignInFailedException error = (await late.Should().ThrowAsync<SignInFailedException>()).Which;
        error.ErrorCode.Should().Be("invalid_grant");
        error.ToString().Should().NotContain(first);
    }

    [Fact]
    public async Task Browser_lets_the_program_in_once_and_later_sessions_come_from_the_refresh_token()
    {
        int opened = 0;
        AuthorizationCodeCredential credential = Browser(async page =>
        {
            opened++;
            await FillInAsync(page, Org.Password, "allow");
        });
        await WorksTwiceAsync(credential);
        opened.Should().Be(1);
    }

    [Fact]
    public async Task Browser_is_opened_again_when_the_refresh_token_has_died()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        org.App.ApprovesByItself = true;
        int opened = 0;
        using HttpClient browser = new();
        AuthorizationCodeCredential credential = new(org.ClientId, (page, cancellation) =>
        {
            opened++;
            return browser.GetAsync(page, cancellation);
        })
        { LoginUrl = org.Url.ToString(), CallbackUrl = FreeCallback() };
        using HttpClient http = new();
        SalesforceSession session = await credential.SignInAsync(http);
        (await http.GetAsync(new Uri(org.Url, "/services/oauth2/revoke?token=" + Uri.EscapeDataString(session.RefreshToken!)))).IsSuccessStatusCode.Should().BeTrue();
        (await credential.SignInAsync(http)).AccessToken.Should().NotBe(session.AccessToken);
        opened.Should().Be(2);
    }

    [Fact]
    public async Task Callback_that_nobody_can_listen_at_is_a_failed_sign_in_that_says_what_to_do()
    {
        Uri callback = FreeCallback();
        using HttpListener other = new();
        other.Prefixes.Add($"http://localhost:{callback.Port}/");
        other.Start();
        using HttpClient http = new();
        Func<Task> signIn = () => new AuthorizationCodeCredential(Org.ClientId, (_, _) => Task.CompletedTask) { LoginUrl = Org.Url.ToString(), CallbackUrl = callback }.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).WithMessage("*callback_unavailable*Choose another CallbackUrl*");
    }

    [Fact]
    public async Task Person_who_denies_in_the_browser_is_a_failed_sign_in()
    {
        AuthorizationCodeCredential credential = Browser(page => FillInAsync(page, "", "deny"));
        using HttpClient http = new();
        Func<Task> signIn = () => credential.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).WithMessage("*access_denied: end-user denied authorization*");
    }

    [Fact]
    public async Task Device_waits_for_the_person_and_later_sessions_come_from_the_refresh_token()
    {
        int shown = 0;
        DeviceCodeCredential credential = new(Org.ClientId, (prompt, _) =>
        {
            shown++;
            prompt.VerificationUrl.Should().Be(Org.Url + "setup/connect");
            // The person takes a while: the first question comes before the answer.
            Task person = ApproveAfterTheFirstQuestionAsync(prompt.UserCode);
            return person.IsFaulted ? person : Task.CompletedTask;
        })
        { LoginUrl = Org.Url.ToString(), TimeProvider = new HastyTime(TimeSpan.FromMilliseconds(20)) };
        await WorksTwiceAsync(credential);
        shown.Should().Be(1);
    }

    [Fact]
    public async Task Person_who_denies_a_device_is_a_failed_sign_in()
    {
        DeviceCodeCredential credential = new(Org.ClientId, (prompt, _) =>
        {
            Org.App.DenyDevice(prompt.UserCode).Should().BeTrue();
            return Task.CompletedTask;
        })
        { LoginUrl = Org.Url.ToString(), TimeProvider = new HastyTime(TimeSpan.Zero) };
        using HttpClient http = new();
        Func<Task> signIn = () => credential.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be("access_denied");
    }

    [Fact]
    public async Task Key_that_the_app_does_not_know_is_refused()
    {
        using RSA key = RSA.Create(2048);
        using HttpClient http = new();
        Func<Task> signIn = () => new JwtBearerCredential(Org.ClientId, Org.Username, key.ExportPkcs8PrivateKeyPem()) { LoginUrl = Org.Url.ToString() }.SignInAsync(http);
        (await signIn.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be("invalid_grant");
    }

    [Fact]
    public async Task Wrong_password_is_tried_once_because_users_are_locked_out_after_a_few()
    {
        await using var client = new SalesforceClient(
            new UsernamePasswordCredential(Org.Username, "wrong") { LoginUrl = Org.Url.ToString() }, OrgFixture.Patient);
        Func<Task> ask = () => client.GetLimitsAsync();
        (await ask.Should().ThrowAsync<SignInFailedException>()).Which.ErrorCode.Should().Be(SalesforceErrorCodes.InvalidLogin);
        Org.Requests.Should().ContainSingle();
    }

    [Fact]
    public async Task Session_that_was_idle_too_long_is_replaced_without_a_word()
    {
        Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = new(DateTimeOffset.UtcNow);
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, Clock = clock });
        await using var client = new SalesforceClient(new ClientCredentialsCredential(org.Url, org.ClientId, org.ClientSecret));
        await client.GetLimitsAsync();
        clock.Advance(TimeSpan.FromHours(3));
        await client.GetLimitsAsync();
        org.Requests.Count(request => request.Path.Contains("oauth2/token")).Should().Be(2);
        org.Requests.Count(request => request.Status == 401).Should().Be(1);
    }

    [SkippableFact]
    public async Task Login_of_the_cli_is_used_on_the_org()
    {
        Skip.If(OperatingSystem.IsWindows(), "The command is a shell script here, which Windows does not run.");
        string script = Path.Combine(Path.GetTempPath(), $"sf-{Guid.NewGuid():N}.sh");
        await File.WriteAllTextAsync(script, $$$"""
            #!/bin/sh
            [ "$1 $2 $3" = "org display --json" ] || exit 1
            echo '{"status":0,"result":{"accessToken":"{{{Org.AccessToken}}}","instanceUrl":"{{{Org.Url}}}"}}'
            """.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(script, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        try
        {
            await using var client = new SalesforceClient(new SalesforceCliCredential { Command = script });
            (await client.GetUserInfoAsync()).Username.Should().Be(Org.Username);

            string number = script + ".pid";
            await File.WriteAllTextAsync(script, $"#!/bin/sh\necho $$ > {number}.new && mv {number}.new {number}\nsleep 60\n");
            using CancellationTokenSource stop = new();
            using CancellationTokenSource late = new(TimeSpan.FromSeconds(30));
            using HttpClient http = new();
            Task<SalesforceSession> waiting = new SalesforceCliCredential { Command = script }.SignInAsync(http, stop.Token);
            while (!File.Exists(number))
                await Task.Delay(10, late.Token);
            string process = (await File.ReadAllTextAsync(number)).Trim();
            File.Delete(number);
            await stop.CancelAsync();
            await waiting.Invoking(signIn => signIn).Should().ThrowAsync<OperationCanceledException>();
            // Nobody waits any more: the command is ended too.
            while (Directory.Exists("/proc/" + process))
                await Task.Delay(20, late.Token);
        }
        finally
        {
            File.Delete(script);
        }
    }

    [Fact]
    public async Task Way_of_ones_own_signs_in()
    {
        await using var client = new SalesforceClient(new OwnCredential(Org));
        (await client.GetUserInfoAsync()).Username.Should().Be(Org.Username);
    }

    [Fact]
    public async Task Login_server_that_is_silent_is_given_up_after_two_minutes()
    {
        Microsoft.Extensions.Time.Testing.FakeTimeProvider clock = new();
        using SilentServer server = new();
        using HttpClient http = new(server) { Timeout = Timeout.InfiniteTimeSpan };
        using HttpRequestMessage message = new(HttpMethod.Post, "https://login.salesforce.com/services/oauth2/token");
        Task signIn = SalesforceLinq.Http.Authentication.SignInRequest.SendAsync(http, message, default, clock);
        await server.Asked.Task;
        clock.Advance(TimeSpan.FromSeconds(119));
        signIn.IsCompleted.Should().BeFalse();
        clock.Advance(TimeSpan.FromSeconds(1));
        await signIn.Invoking(task => task).Should().ThrowAsync<SalesforceTransportException>().WithMessage("*did not answer in time*");
    }

    [Theory]
    [InlineData("""{"access_token":"00Dx!secret-token","instance_url":""")]
    [InlineData("""{"access_token":"00Dx!secret-token"}""")]
    [InlineData("""{"refresh_token":"secret-token"}""")]
    [InlineData("""{"device_code":"secret-token"}""")]
    [InlineData("<html>access_token=secret-token")]
    public async Task Answer_that_is_cut_off_does_not_show_its_token(string body)
    {
        using var http = new HttpClient(new StubOrg().Answers(body).Answers(body));
        Func<Task> signIn = () => new ClientCredentialsCredential("acme.my.salesforce.com", "id", "hush").SignInAsync(http);
        Func<Task> device = () => new DeviceCodeCredential("id", (_, _) => Task.CompletedTask).SignInAsync(http);
        foreach (Func<Task> way in (Func<Task>[])[signIn, device])
        {
            SalesforceTransportException error = (await way.Should().ThrowAsync<SalesforceTransportException>()).Which;
            error.ToString().Should().NotContain("secret-token").And.NotContain("hush").And.Contain("not shown");
            error.BodyStart.Should().NotContain("secret-token");
        }
    }

    [Fact]
    public void Credentials_do_not_show_their_secrets()
    {
        using RSA key = RSA.Create(2048);
        string pem = key.ExportPkcs8PrivateKeyPem();
        SalesforceCredential[] all =
        [
            new AccessTokenCredential("acme.my.salesforce.com", "hush"),
            new UsernamePasswordCredential("user", "hush") { SecurityToken = "hush" },
            new OAuthPasswordCredential("id", "hush", "user", "hush") { SecurityToken = "hush" },
            new ClientCredentialsCredential("acme.my.salesforce.com", "id", "hush"),
            new JwtBearerCredential("id", "user", pem),
            new RefreshTokenCredential("id", "hush") { ClientSecret = "hush" },
            new AuthorizationCodeCredential("id", (_, _) => Task.CompletedTask) { ClientSecret = "hush" },
            new DeviceCodeCredential("id", (_, _) => Task.CompletedTask) { ClientSecret = "hush" },
        ];
        all.Select(credential => credential.ToString()).Should().NotContain(text => text!.Contains("hush") || text.Contains("PRIVATE"));
        new SalesforceSession("hush", new Uri("https://acme.my.salesforce.com")) { RefreshToken = "hush" }.ToString().Should().NotContain("hush");
    }

    [Theory]
    [InlineData("http://acme.my.salesforce.com")]
    [InlineData("http://127.0.0.1.example.com")]
    [InlineData("ftp://acme.my.salesforce.com")]
    [InlineData("https://user:hush@acme.my.salesforce.com")]
    [InlineData("  ")]
    public void Address_that_is_not_safe_is_refused_everywhere(string address)
    {
        using RSA key = RSA.Create(2048);
        string pem = key.ExportPkcs8PrivateKeyPem();
        Action[] makers =
        [
            () => _ = new AccessTokenCredential(address, "token"),
            () => _ = new ClientCredentialsCredential(address, "id", "secret"),
            () => _ = new UsernamePasswordCredential("user", "password") { LoginUrl = address },
            () => _ = new OAuthPasswordCredential("id", "secret", "user", "password") { LoginUrl = address },
            () => _ = new JwtBearerCredential("id", "user", pem) { LoginUrl = address },
            () => _ = new RefreshTokenCredential("id", "token") { LoginUrl = address },
            () => _ = new AuthorizationCodeCredential("id", (_, _) => Task.CompletedTask) { LoginUrl = address },
            () => _ = new DeviceCodeCredential("id", (_, _) => Task.CompletedTask) { LoginUrl = address },
        ];
        foreach (Action make in makers)
            make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("hush");
    }

    [Fact]
    public void Address_with_a_password_is_refused_as_a_uri_too()
    {
        Uri address = new("https://user:hush@acme.my.salesforce.com");
        Action[] makers =
        [
            () => _ = new AccessTokenCredential(address, "token"),
            () => _ = new ClientCredentialsCredential(address, "id", "secret"),
            () => _ = new SalesforceSession("token", address),
        ];
        foreach (Action make in makers)
            make.Should().Throw<ArgumentException>().Which.Message.Should().NotContain("hush");
    }

    [Theory]
    [InlineData("http://localhost:8080")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://[::1]:1")]
    [InlineData("acme.my.salesforce.com")]
    public void Address_of_this_machine_or_https_is_taken(string address) => _ = new AccessTokenCredential(address, "token");

    private AuthorizationCodeCredential Browser(Func<Uri, Task> open) =>
        new(Org.ClientId, (page, _) => open(page)) { LoginUrl = Org.Url.ToString(), CallbackUrl = FreeCallback(), Scope = "api refresh_token" };

    private async Task FillInAsync(Uri page, string password, string decision)
    {
        using HttpClient browser = new();
        (await browser.GetAsync(page)).StatusCode.Should().Be(HttpStatusCode.OK);
        System.Collections.Specialized.NameValueCollection asked = System.Web.HttpUtility.ParseQueryString(page.Query);
        Dictionary<string, string> form = asked.AllKeys.ToDictionary(name => name!, name => asked[name]!);
        form["username"] = Org.Username;
        form["password"] = password;
        form["decision"] = decision;
        HttpResponseMessage done = await browser.PostAsync(new Uri(page.GetLeftPart(UriPartial.Path)), new FormUrlEncodedContent(form));
        (await done.Content.ReadAsStringAsync()).Should().Contain("close this window");
    }

    private async Task WorksTwiceAsync(SalesforceCredential credential)
    {
        await using var client = new SalesforceClient(credential);
        (await client.GetUserInfoAsync()).Username.Should().Be(Org.Username);
        Org.Faults.Next(Fault.ExpiredSession);
        (await client.GetLimitsAsync()).Should().NotBeEmpty();
    }

    private Task<string> RefreshTokenAsync() => RefreshTokenAsync(Org);

    private static async Task<string> RefreshTokenAsync(EmulatedOrg org)
    {
        using HttpClient http = new();
        return (await new OAuthPasswordCredential(org.ClientId, org.ClientSecret, org.Username, org.Password) { LoginUrl = org.Url.ToString() }.SignInAsync(http)).RefreshToken!;
    }

    private async Task ApproveAfterTheFirstQuestionAsync(string userCode)
    {
        while (Org.Requests.Count(request => request.Path.Contains("oauth2/token")) < 2)
            await Task.Delay(5);
        Org.App.ApproveDevice(userCode);
    }

    private static Uri FreeCallback()
    {
        using var listener = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return new Uri($"http://localhost:{((IPEndPoint)listener.LocalEndpoint).Port}/OauthRedirect");
    }

    /// <summary>A clock on which every wait is short.</summary>
    private sealed class HastyTime(TimeSpan wait) : TimeProvider
    {
        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
            base.CreateTimer(callback, state, dueTime == Timeout.InfiniteTimeSpan ? dueTime : wait, period);
    }

    private sealed class SilentServer : HttpMessageHandler
    {
        public TaskCompletionSource Asked { get; } = new();

        protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Asked.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException("It never answers.");
        }
    }

    private sealed class OwnCredential(EmulatedOrg org) : SalesforceCredential
    {
        protected override Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken) =>
            Task.FromResult(new SalesforceSession(org.AccessToken, org.Url));
    }
}
