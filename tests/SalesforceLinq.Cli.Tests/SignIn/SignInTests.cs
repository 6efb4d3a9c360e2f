using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Tests.SignIn;

[Collection(ToolOrgCollection.Name)]
public sealed class SignInTests(ToolOrg tool)
{
    private static readonly string[] Query = ["query", "SELECT Name FROM User LIMIT 1", "-f", "csv"];

    public static TheoryData<string, string> Environments => new()
    {
        { "token, as the Salesforce CLI names it", "SF_ORG_INSTANCE_URL={url};SF_ACCESS_TOKEN={token}" },
        { "token", "SALESFORCE_INSTANCE_URL={url};SALESFORCE_ACCESS_TOKEN={token}" },
        { "password", "SF_LOGIN_URL={url};SF_USERNAME=admin@example.com;SF_PASSWORD=password;SF_SECURITY_TOKEN=token" },
        { "password, with the long names", "SALESFORCE_INSTANCE_URL={url};SALESFORCE_USERNAME=admin@example.com;SALESFORCE_PASSWORD=password;SALESFORCE_SECURITY_TOKEN=token" },
        { "client credentials", "SF_INSTANCE_URL={url};SF_CLIENT_ID=client-id;SF_CLIENT_SECRET=client-secret" },
        { "an app's password flow", "SF_INSTANCE_URL={url};SF_CLIENT_ID=client-id;SF_CLIENT_SECRET=client-secret;SF_USERNAME=admin@example.com;SF_PASSWORD=password" },
        { "the first name wins", "SALESFORCE_INSTANCE_URL={url};SF_INSTANCE_URL=https://nowhere.example;SALESFORCE_ACCESS_TOKEN={token};SF_ACCESS_TOKEN=wrong" },
    };

    [Theory]
    [MemberData(nameof(Environments))]
    public async Task Environment_signs_in_by(string way, string variables)
    {
        ToolRun run = await With(variables).RunAsync(Query);
        run.Code.Should().Be(0, $"{way}: {run.Errors}");
        run.Lines.Should().HaveCount(2);
    }

    [Theory]
    [InlineData("--username", "admin@example.com", "--password", "-", "password")]
    [InlineData("--client-id", "client-id", "--client-secret", "-", "client-secret")]
    public async Task Secret_comes_from_the_standard_input(string option, string value, string secretOption, string dash, string secret)
    {
        ToolRun run = await BuiltTool.RunAsync([.. Query, "--org", tool.Url, option, value, secretOption, dash], secret + "\n");
        run.Code.Should().Be(0, run.Errors);
        (run.Output + run.Errors).Should().NotContain(secret);
    }

    [Fact]
    public async Task Private_key_signs_in_by_jwt()
    {
        using TemporaryFolder folder = new();
        using RSA key = RSA.Create(2048);
        await File.WriteAllTextAsync(folder["server.key"], key.ExportPkcs8PrivateKeyPem());
        tool.Org.App.TrustCertificate(key.ExportSubjectPublicKeyInfoPem());
        string[] options = ["--org", tool.Url, "--client-id", "client-id", "--username", "admin@example.com"];

        ToolRun run = await BuiltTool.RunAsync([.. Query, .. options, "--jwt-key", folder["server.key"]], null);
        run.Code.Should().Be(0, run.Errors);
        run.Lines.Should().HaveCount(2);
        (await With($"SF_INSTANCE_URL={{url}};SF_CLIENT_ID=client-id;SF_USERNAME=admin@example.com;SF_JWT_KEY_FILE={folder["server.key"]}").RunAsync(Query)).Code.Should().Be(0);

        using RSA other = RSA.Create(2048);
        await File.WriteAllTextAsync(folder["other.key"], other.ExportPkcs8PrivateKeyPem());
        ToolRun refused = await ToolSession.RunOnceAsync([.. Query, .. options, "--jwt-key", folder["other.key"]]);
        refused.Code.Should().Be(3);
        refused.Failure.Should().Contain("invalid_grant").And.NotContain("PRIVATE KEY");
        ToolRun missing = await ToolSession.RunOnceAsync([.. Query, .. options, "--jwt-key", folder["missing.key"]]);
        missing.Code.Should().BeOneOf(2, 7);
        missing.Failure.Should().Contain("missing.key");
    }

    [SkippableFact]
    public async Task Password_is_asked_for_at_a_terminal_and_not_shown()
    {
        Skip.IfNot(OperatingSystem.IsLinux() && File.Exists("/usr/bin/script"), "There is no 'script' of util-linux here, which gives a pseudo terminal.");
        string line = $"{BuiltTool.Command} query -o {tool.Url} --username admin@example.com --password - -f csv 'SELECT Name FROM User LIMIT 1'; echo code $?";
        using Process session = BuiltTool.Start("/usr/bin/script", ["-qec", "bash -c \"$LINE\"", "/dev/null"], new Dictionary<string, string> { ["LINE"] = line, ["TERM"] = "xterm", ["SHELL"] = "/bin/bash" }, null);
        StringBuilder seen = new();
        char[] one = new char[1];
        using CancellationTokenSource patience = new(TimeSpan.FromMinutes(1));
        while (!seen.ToString().Contains("password: ", StringComparison.Ordinal) && await session.StandardOutput.ReadAsync(one, patience.Token) > 0)
            seen.Append(one[0]);
        // A letter too many, and taken back.
        await session.StandardInput.WriteAsync("passwordx\u007f\r");
        await session.StandardInput.FlushAsync(patience.Token);
        while (!seen.ToString().Contains("code ", StringComparison.Ordinal) && await session.StandardOutput.ReadAsync(one, patience.Token) > 0)
            seen.Append(one[0]);
        seen.Append(await session.StandardOutput.ReadLineAsync(patience.Token));
        session.StandardInput.Close();
        await session.WaitForExitAsync(patience.Token);

        seen.ToString().Should().Contain("password: ").And.Contain("Name").And.EndWith("code 0").And.NotContain("passwordx");
    }

    [Fact]
    public async Task Built_tool_reads_the_environment()
    {
        ToolRun run = await BuiltTool.RunAsync(Query, null, new Dictionary<string, string> { ["SF_INSTANCE_URL"] = tool.Url, ["SF_ACCESS_TOKEN"] = tool.Org.AccessToken });
        run.Code.Should().Be(0, run.Errors);
    }

    [Fact]
    public async Task Wrong_password_fails_and_is_not_shown()
    {
        ToolRun run = await BuiltTool.RunAsync([.. Query, "-o", tool.Url, "--username", "admin@example.com", "--password", "hunter2secret"], null);
        run.Code.Should().Be(3);
        run.Failure.Should().Contain("INVALID_LOGIN").And.Contain("Check the user name").And.NotContain("hunter2secret");
    }

    [Fact]
    public async Task Session_that_has_ended_says_what_to_do()
    {
        ToolRun run = await BuiltTool.RunAsync([.. Query, "-o", tool.Url, "--access-token", "00Dxx!ended"], null);
        run.Code.Should().Be(3);
        run.Failure.Should().Contain("The session has ended").And.Contain("sf org login web").And.NotContain("00Dxx!ended");
    }

    [Fact]
    public async Task Secrets_of_the_environment_are_not_sent_to_another_org()
    {
        await using EmulatedOrg other = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        // Not the org of the token: the emulated org's own client signs in instead, and the token of the first stays unseen.
        ToolRun run = await With("SF_INSTANCE_URL={url};SF_ACCESS_TOKEN={token}").RunAsync([.. Query, "--org", other.Url.ToString()]);
        run.Code.Should().Be(0, run.Errors);
        other.Requests.Should().NotContain(request => request.Status == 401);
    }

    [Theory]
    [InlineData("--org https://acme.my.salesforce.com", "a way to sign in: --access-token")]
    [InlineData("--access-token x", "the org's address (--org, or SF_INSTANCE_URL)")]
    [InlineData("--username x", "--password (or --jwt-key)")]
    [InlineData("--org https://acme.my.salesforce.com --client-id x", "--client-secret")]
    [InlineData("--org dev --access-token x", "names a login of the Salesforce CLI")]
    [InlineData("--org http://acme.example.com --access-token x", "unencrypted")]
    [InlineData("--org http://127.0.0.1:1 --api-version 66", "is not a version of the API")]
    [InlineData("--org http://127.0.0.1:1 --client-id x --client-secret -", "reads a line from the standard input")]
    public async Task Incomplete_settings_are_told_before_any_call(string options, string words)
    {
        ToolRun run = await ToolSession.RunOnceAsync([.. Query, .. options.Split(' ')]);
        run.Code.Should().Be(2, run.Errors);
        run.Failure.Should().Contain(words);
    }

    [SkippableFact]
    public async Task Login_of_the_Salesforce_CLI_is_used()
    {
        Skip.If(OperatingSystem.IsWindows(), "The stand-in for sf is a shell script.");
        using TemporaryFolder folder = new();
        await WriteCliAsync(folder, $$$"""
            [ "$*" = "org display --json --target-org dev" ] || { echo '{"name":"NamedOrgNotFoundError","message":"No authorization information found."}'; exit 1; }
            echo '{"status":0,"result":{"accessToken":"{{{tool.Org.AccessToken}}}","instanceUrl":"{{{tool.Url}}}"}}'
            """);
        Dictionary<string, string> variables = new() { ["PATH"] = $"{folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" };
        (await BuiltTool.RunAsync([.. Query, "--org", "dev"], null, variables)).Code.Should().Be(0);
        variables["SF_TARGET_ORG"] = "dev";
        (await BuiltTool.RunAsync(Query, null, variables)).Code.Should().Be(0);
        ToolRun unknown = await BuiltTool.RunAsync([.. Query, "--org", "prod"], null, variables);
        unknown.Code.Should().Be(3);
        unknown.Failure.Should().Contain("No authorization information found");
    }

    [SkippableFact]
    public async Task Without_any_login_the_ways_are_named()
    {
        Skip.If(OperatingSystem.IsWindows(), "The search path is set as Unix has it.");
        string dotnet = Path.GetDirectoryName(Environment.ProcessPath)!;
        ToolRun run = await BuiltTool.RunAsync(Query, null, new Dictionary<string, string> { ["PATH"] = dotnet });
        run.Code.Should().Be(3);
        run.Failure.Should().Contain("No way to sign in was given").And.Contain("--access-token").And.Contain("SF_ACCESS_TOKEN");
    }

    private static async Task WriteCliAsync(TemporaryFolder folder, string script)
    {
        await File.WriteAllTextAsync(folder["sf"], "#!/bin/sh\n" + script + "\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["sf"], UnixFileMode.UserRead | UnixFileMode.UserExecute | UnixFileMode.UserWrite);
    }

    private ToolSession With(string variables)
    {
        ToolSession session = new();
        foreach (string variable in variables.Split(';'))
        {
            string[] parts = variable.Split('=', 2);
            session.Variables[parts[0]] = parts[1].Replace("{url}", tool.Url, StringComparison.Ordinal).Replace("{token}", tool.Org.AccessToken, StringComparison.Ordinal);
        }

        return session;
    }
}
