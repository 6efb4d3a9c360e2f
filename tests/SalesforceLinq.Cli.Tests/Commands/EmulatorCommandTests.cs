using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Tests.Commands;

public sealed class EmulatorCommandTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Emulator_says_where_it_is_and_serves_until_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        stop.CancelAfter(TimeSpan.FromSeconds(2));
        ToolRun run = await new ToolSession { Width = 200 }.RunAsync(["emulator", "--port", "0", "--empty"], stop.Token);
        run.Code.Should().Be(0);
        run.Output.Should().MatchRegex(@"http://127\.0\.0\.1:\d+/").And.Contain("admin@example.com / password").And.Contain("client-id / client-secret")
            .And.Contain("security token token").And.Contain("only this machine reaches it").And.Contain("Stopped.");
        run.Errors.Should().BeEmpty();
    }

    [SkippableFact]
    public async Task Emulator_ends_well_on_ctrl_c_and_on_a_request_to_terminate()
    {
        Skip.If(OperatingSystem.IsWindows(), "Signals are sent as Unix sends them.");
        Skip.If(Interrupts.AreIgnored, "The tests were started with interrupts ignored, and so is the emulator.");
        foreach (string signal in (string[])["INT", "TERM"])
        {
            using RunningEmulator emulator = await RunningEmulator.StartAsync("--empty", "--log");
            using HttpClient http = new();
            (await http.GetStringAsync(new Uri(emulator.Url, "/services/data"))).Should().Contain("v66.0");
            await emulator.SignalAsync(signal);
            ToolRun run = await emulator.EndAsync();
            run.Code.Should().Be(0, signal + run.Errors);
            run.Output.Should().MatchRegex(@"\d\d:\d\d:\d\d  200  GET +[\d.]+ ms  0 calls  /services/data\n").And.EndWith("Stopped.\n");
        }
    }

    [Fact]
    public async Task Scripts_get_the_credentials_and_the_requests_as_lines_of_json()
    {
        using RunningEmulator emulator = await RunningEmulator.StartAsync("--empty", "--json", "--log");
        JObject greeting = JObject.Parse(emulator.FirstLine);
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)greeting["accessToken"]);
        (await http.GetAsync(new Uri(emulator.Url, "/services/data/v66.0/limits"))).IsSuccessStatusCode.Should().BeTrue();
        JObject line = JObject.Parse((await emulator.ReadLineAsync())!);
        ((int?)line["status"]).Should().Be(200);
        ((string?)line["path"]).Should().Be("/services/data/v66.0/limits");
        ((int?)line["apiCalls"]).Should().Be(1);
        greeting.Properties().Select(property => property.Name).Should().Equal("url", "username", "password", "securityToken", "clientId", "clientSecret", "accessToken");
    }

    [Fact]
    public async Task Folder_of_describes_becomes_the_org()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions
        {
            SampleData = SampleData.None,
            Schema = OrgSchema.Standard().WithObject("Invoice__c", invoice => invoice.Text("Key__c", 20).Lookup("Account__c", "Account")),
        });
        (await ToolSession.RunOnceAsync("capture", "--objects", "Invoice__c,Account", "--output", _folder["my-describes"], "--org", org.Url.ToString(), "--access-token", org.AccessToken)).Code.Should().Be(0);
        using RunningEmulator emulator = await RunningEmulator.StartAsync("--empty", "--json", "--schema", _folder["my-describes"] + "/");
        using HttpClient http = new();
        http.DefaultRequestHeaders.Authorization = new("Bearer", (string?)JObject.Parse(emulator.FirstLine)["accessToken"]);
        (await http.GetStringAsync(new Uri(emulator.Url, "/services/data/v66.0/sobjects/Invoice__c/describe"))).Should().Contain("Key__c");
    }

    [Fact]
    public async Task Key_of_a_certificate_file_signs_users_in()
    {
        using RSA key = RSA.Create(2048);
        await File.WriteAllTextAsync(_folder["server.pem"], key.ExportSubjectPublicKeyInfoPem());
        using RunningEmulator emulator = await RunningEmulator.StartAsync("--empty", "--json", "--certificate", _folder["server.pem"]);
        string claims = Base64Url.EncodeToString(Encoding.UTF8.GetBytes(
            $$"""{"iss":"client-id","sub":"admin@example.com","aud":"https://login.salesforce.com","exp":{{DateTimeOffset.UtcNow.AddMinutes(3).ToUnixTimeSeconds()}}}"""));
        string signed = $"{Base64Url.EncodeToString("""{"alg":"RS256"}"""u8)}.{claims}";
        string signature = Base64Url.EncodeToString(key.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1));
        using HttpClient http = new();
        using FormUrlEncodedContent form = new(new Dictionary<string, string>
        {
            ["grant_type"] = "urn:ietf:params:oauth:grant-type:jwt-bearer",
            ["assertion"] = $"{signed}.{signature}",
        });
        HttpResponseMessage answer = await http.PostAsync(new Uri(emulator.Url, "/services/oauth2/token"), form);
        (await answer.Content.ReadAsStringAsync()).Should().Contain("access_token");
    }

    [Fact]
    public async Task Certificate_that_is_none_is_one_line_with_its_name()
    {
        await File.WriteAllTextAsync(_folder["wrong.pem"], "no certificate");
        foreach ((string file, string expected) in ((string, string)[])[("wrong.pem", "neither a certificate nor an RSA public key"), ("missing.pem", "missing.pem")])
        {
            ToolRun run = await ToolSession.RunOnceAsync("emulator", "--port", "0", "--empty", "--certificate", _folder[file]);
            run.Code.Should().NotBe(0);
            run.Failure.Should().Contain(file).And.Contain(expected);
        }
    }

    [Fact]
    public async Task Port_in_use_is_one_line_with_what_to_do()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        ToolRun run = await ToolSession.RunOnceAsync("emulator", "--empty", "--port", org.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        run.Code.Should().NotBe(0);
        run.Failure.Should().Be($"error: Port {org.Url.Port} of 127.0.0.1 is in use. Choose another port, or 0 for a free one.");
    }

    [Fact]
    public async Task Database_in_use_is_one_line_with_what_to_do()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None, DatabasePath = _folder["org.db"] });
        ToolRun run = await ToolSession.RunOnceAsync("emulator", "--port", "0", "--database", _folder["org.db"]);
        run.Code.Should().NotBe(0);
        run.Failure.Should().Contain("org.db").And.Contain("in use by another emulated org").And.Contain("give another file");
    }

    [Theory]
    [InlineData("missing.json", null, "There is no file or folder")]
    [InlineData("wrong.json", "{}", "This is no describe answer")]
    [InlineData("broken.json", "{\"name\":", "not valid JSON")]
    public async Task Schema_that_cannot_be_read_is_one_line_with_its_name(string name, string? content, string expected)
    {
        if (content is not null)
            await File.WriteAllTextAsync(_folder[name], content);
        ToolRun run = await ToolSession.RunOnceAsync("emulator", "--port", "0", "--schema", _folder[name]);
        run.Code.Should().NotBe(0);
        run.Failure.Should().Contain(name).And.Contain(expected);
    }

    [Fact]
    public async Task Folder_without_describes_is_told()
    {
        ToolRun run = await ToolSession.RunOnceAsync("emulator", "--port", "0", "--schema", _folder.Path);
        run.Code.Should().NotBe(0);
        run.Failure.Should().Contain("has no *.json file");
    }

    [Theory]
    [InlineData("--port", "70000", "--port takes a number from 0 to 65535")]
    [InlineData("--address", "everywhere", "--address takes an IP address")]
    public async Task Option_out_of_range_is_refused(string option, string value, string expected)
    {
        ToolRun run = await ToolSession.RunOnceAsync("emulator", option, value);
        run.Code.Should().Be(2);
        run.Failure.Should().Contain(expected);
    }
}
