using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Cli.Tests.Running;

/// <summary><c>sflinq emulator</c> as a process, on a free port.</summary>
internal sealed partial class RunningEmulator : IDisposable
{
    private readonly Process _process;
    private readonly List<string> _lines = [];

    private RunningEmulator(Process process) => _process = process;

    public Uri Url { get; private set; } = null!;

    public string FirstLine => _lines[0];

    public static async Task<RunningEmulator> StartAsync(params string[] arguments)
    {
        RunningEmulator emulator = new(BuiltTool.Start(["emulator", "--port", "0", .. arguments]));
        bool json = arguments.Contains("--json");
        while (await emulator.ReadLineAsync() is { } line)
        {
            if (Address().Match(line) is { Success: true } url)
                emulator.Url = new Uri(url.Value);
            if (emulator.Url is not null && (json || line.Contains("Ctrl+C", StringComparison.Ordinal)))
                return emulator;
        }
        throw new InvalidOperationException("The emulator has not started: " + await emulator._process.StandardError.ReadToEndAsync());
    }

    public async Task<string?> ReadLineAsync()
    {
        string? line = await _process.StandardOutput.ReadLineAsync().WaitAsync(TimeSpan.FromMinutes(2));
        if (line is not null)
            _lines.Add(line);
        return line;
    }

    public async Task SignalAsync(string name)
    {
        using Process kill = Process.Start("kill", [$"-{name}", _process.Id.ToString(CultureInfo.InvariantCulture)]);
        await kill.WaitForExitAsync();
    }

    /// <summary>Ends the process at once, as the system does when it must.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    /// <summary>Waits for the process to end, and tells all it has written.</summary>
    public async Task<ToolRun> EndAsync()
    {
        while (await ReadLineAsync() is not null)
        {
        }
        await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromMinutes(1));
        return new ToolRun(_process.ExitCode, string.Join('\n', _lines) + "\n", await _process.StandardError.ReadToEndAsync());
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        _process.Dispose();
    }

    [GeneratedRegex(@"http://[\d.]+:\d+/")]
    private static partial Regex Address();
}
