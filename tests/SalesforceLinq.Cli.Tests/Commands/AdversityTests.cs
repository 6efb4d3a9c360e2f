using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Tests.Running;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Tests.Commands;

/// <summary>What goes wrong around a command is told by every command alike: one line with what to do, an exit code of its own, and nothing half-written.</summary>
[Collection(ToolOrgCollection.Name)]
public sealed class AdversityTests(ToolOrg tool) : IDisposable
{
    private static readonly string[] OfAnOrg =
    [
        "query SELECT_Id_FROM_Account", "soql SELECT_Id_FROM_Account", "describe", "describe Account", "limits",
        "capture --objects Account --output {folder}", "scaffold --objects Account --output {folder}", "diagram --objects Account",
    ];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> CommandsOfAnOrg => [.. OfAnOrg];

    public static TheoryData<string> CommandsThatWrite => [.. OfAnOrg, "completion zsh", "--help", "--version"];

    public static TheoryData<string> CommandsOfAnUnknownObject =>
    [
        "describe Acount", "capture --objects Acount --output {folder}", "scaffold --objects Acount --output {folder}", "diagram --objects Acount", "query SELECT_Id_FROM_Acount",
    ];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(CommandsOfAnOrg))]
    public async Task Org_that_cannot_be_reached(string command)
    {
        ToolRun run = await ToolSession.RunOnceAsync([.. Arguments(command), "-o", "http://127.0.0.1:1", "--access-token", "x", "--json"]);
        Told(run, 4, "UNREACHABLE", "Check the address, the network and the proxy");
        _folder.Content().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(CommandsOfAnOrg))]
    public async Task Login_that_has_expired(string command)
    {
        ToolRun run = await ToolSession.RunOnceAsync([.. Arguments(command), "-o", tool.Url, "--access-token", "expired", "--json"]);
        Told(run, 3, "INVALID_SESSION_ID", "Sign in anew");
        _folder.Content().Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(CommandsOfAnUnknownObject))]
    public async Task Object_that_is_not_there(string command)
    {
        ToolRun run = await ToolSession.RunOnceAsync([.. Arguments(command), "-o", tool.Url]);
        run.Code.Should().Be(5);
        run.Output.Should().BeEmpty();
        run.Failure.Should().StartWith("error: ").And.Contain("Did you mean 'Account'?");
        _folder.Content().Should().BeEmpty();
    }

    [SkippableTheory]
    [MemberData(nameof(CommandsThatWrite))]
    public async Task Disk_that_is_full(string command)
    {
        Skip.IfNot(File.Exists("/dev/full"), "There is no /dev/full here.");
        ToolRun run = await BuiltTool.BashAsync($"sflinq {Line(command)} > /dev/full");
        run.Code.Should().Be(7);
        run.Failure.Should().Be("error: The output cannot be written: No space left on device. Make room, or write elsewhere.");
    }

    [SkippableTheory]
    [MemberData(nameof(CommandsThatWrite))]
    public async Task Reader_that_has_gone(string command)
    {
        ToolRun run = await BuiltTool.BashAsync($"sflinq {Line(command)} | true; echo ${{PIPESTATUS[0]}}");
        run.Output.Should().Be("0\n");
        run.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task File_that_cannot_be_read_or_written()
    {
        string missing = Path.Combine(_folder.Path, "missing.soql");
        (await ToolSession.RunOnceAsync("query", "-o", tool.Url, "--file", missing)).Failure.Should().Contain("missing.soql").And.Contain("Check the path");
        await File.WriteAllTextAsync(_folder["file"], "");
        ToolRun written = await ToolSession.RunOnceAsync("query", "-o", tool.Url, "--output", Path.Combine(_folder["file"], "rows.csv"), "SELECT Id FROM User");
        written.Code.Should().Be(7);
        written.Failure.Should().Contain("file");
    }

    [Theory]
    [InlineData("--port 99999", 2, "USAGE", "--port takes a number")]
    [InlineData("--bogus", 2, "USAGE", "'--bogus'")]
    [InlineData("--port 0 --schema {folder}/missing", 7, "SCHEMA", "There is no file or folder")]
    [InlineData("--port 0 --empty --certificate {folder}/missing.pem", 7, "CERTIFICATE", "missing.pem")]
    [InlineData("--port 0 --empty --database {file}/org.db", 7, "EMULATOR", "org.db")]
    public async Task Emulator_tells_its_failures_to_scripts(string options, int code, string word, string message)
    {
        await File.WriteAllTextAsync(_folder["file"], "");
        Told(await ToolSession.RunOnceAsync(["emulator", .. Arguments(options.Replace("{file}", _folder["file"], StringComparison.Ordinal)), "--json"]), code, word, message);
    }

    [Fact]
    public async Task Emulator_tells_scripts_that_its_port_is_taken()
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });
        Told(
            await ToolSession.RunOnceAsync("emulator", "--empty", "--json", "--port", org.Url.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            7, "EMULATOR", "is in use. Choose another port");
    }

    private static void Told(ToolRun run, int code, string word, string message)
    {
        JToken error = JObject.Parse(run.Failure)["error"]!;
        run.Code.Should().Be(code);
        run.Output.Should().BeEmpty();
        ((int?)error["exitCode"]).Should().Be(code);
        ((string?)error["code"]).Should().Be(word);
        ((string?)error["message"]).Should().Contain(message).And.NotContain("\n");
    }

    // Queries have blanks, which part arguments here.
    private string[] Arguments(string command) =>
        [.. command.Replace("{folder}", _folder["made"], StringComparison.Ordinal).Split(' ').Select(word => word.StartsWith("SELECT", StringComparison.Ordinal) ? word.Replace('_', ' ') : word)];

    private string Line(string command) =>
        string.Join(' ', Arguments(command).Select(word => $"'{word}'")) + (command.StartsWith("--", StringComparison.Ordinal) || command.StartsWith("completion", StringComparison.Ordinal) ? "" : $" -o {tool.Url}");
}
