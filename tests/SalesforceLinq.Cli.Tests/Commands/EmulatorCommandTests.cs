using System.Text.RegularExpressions;
using SalesforceLinq.Cli.Commands;
using Spectre.Console;

namespace SalesforceLinq.Cli.Tests.Commands;

public sealed class EmulatorCommandTests
{
    private readonly StringWriter _output = new();

    [Fact]
    public async Task Emulator_serves_an_org_until_it_is_cancelled()
    {
        using CancellationTokenSource stop = new();
        Task<int> running = RunAsync(stop.Token, "--port", "0", "--empty");
        string url = await UrlAsync(running);

        using HttpClient http = new();
        (await http.GetStringAsync(url + "services/data")).Should().Contain("v66.0");
        _output.ToString().Should().Contain("admin@example.com / password").And.Contain("client-id / client-secret");

        await stop.CancelAsync();
        (await running).Should().Be(0);
        _output.ToString().Should().Contain("Stopped.");
    }

    [Fact]
    public async Task Emulator_keeps_its_records_in_the_file_it_is_given()
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("sflinq").FullName, "org.db");
        using CancellationTokenSource stop = new();
        Task<int> running = RunAsync(stop.Token, "--port", "0", "--empty", "--database", file);
        await UrlAsync(running);
        await stop.CancelAsync();
        (await running).Should().Be(0);
        File.Exists(file).Should().BeTrue();
    }

    [Fact]
    public async Task A_schema_that_is_no_describe_is_named()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, "{}");
        (await RunAsync(CancellationToken.None, "--schema", file)).Should().Be(1);
        _output.ToString().ReplaceLineEndings("").Should().Contain(Path.GetFileName(file));
    }

    [Fact]
    public async Task A_schema_that_is_missing_is_named()
    {
        (await RunAsync(CancellationToken.None, "--schema", "/no/such/file.json")).Should().Be(1);
        _output.ToString().ReplaceLineEndings("").Should().Contain("file.json");
    }

    [Fact]
    public async Task A_port_that_is_none_is_refused()
    {
        StringWriter errors = new();
        int code = await Command().Parse(["--port", "70000"]).InvokeAsync(new() { Error = errors, Output = errors });
        code.Should().NotBe(0);
        errors.ToString().Should().Contain("--port takes a number from 0 to 65535");
    }

    private System.CommandLine.Command Command()
    {
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(_output), Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors });
        console.Profile.Width = 200;
        return new EmulatorCommand(console, TimeProvider.System).Build();
    }

    private Task<int> RunAsync(CancellationToken cancellation, params string[] arguments) =>
        Command().Parse(arguments).InvokeAsync(cancellationToken: cancellation);

    private async Task<string> UrlAsync(Task running)
    {
        while (true)
        {
            if (Regex.Match(_output.ToString(), @"http://127\.0\.0\.1:\d+/") is { Success: true } url)
                return url.Value;
            running.IsCompleted.Should().BeFalse(_output.ToString());
            await Task.Delay(20);
        }
    }
}
