using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Emulator.Tests.Hosting.Window;

/// <summary>A headless Chromium with an empty profile of its own, driven by its DevTools protocol: no driver and no package is needed.</summary>
public sealed partial class Chromium : IAsyncDisposable
{
    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

    private readonly Process _process;
    private readonly string _profile;
    private readonly int _port;

    private Chromium(Process process, string profile, int port)
    {
        _process = process;
        _profile = profile;
        _port = port;
    }

    public const string Missing = "There is no Chromium on PATH (chromium, chromium-browser, google-chrome). Install one, and this test drives the window in it.";

    /// <summary>Path of the browser; <see langword="null"/> where there is none.</summary>
    public static string? Path { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator)
        .SelectMany(folder => Names.Select(name => System.IO.Path.Combine(folder, OperatingSystem.IsWindows() ? name + ".exe" : name)))
        .FirstOrDefault(File.Exists);

    public static async Task<Chromium> StartAsync()
    {
        string profile = Directory.CreateTempSubdirectory("window-test").FullName;
        ProcessStartInfo start = new(Path!) { RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (string flag in (string[])["--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update",
            "--disable-sync", "--disable-extensions", "--remote-debugging-port=0", $"--user-data-dir={profile}", "--window-size=1280,900", "about:blank"])
        {
            start.ArgumentList.Add(flag);
        }
        // Its own sandbox refuses root, as whom containers run.
        if (Environment.UserName == "root")
            start.ArgumentList.Add("--no-sandbox");
        Process process = Process.Start(start)!;
        TaskCompletionSource<int> port = new(TaskCreationOptions.RunContinuationsAsynchronously);
        process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data is not null && Listening().Match(line.Data) is { Success: true } match)
                port.TrySetResult(int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture));
        };
        process.BeginErrorReadLine();
        process.BeginOutputReadLine();
        return new Chromium(process, profile, await port.Task.WaitAsync(TimeSpan.FromSeconds(90)));
    }

    public Task<BrowserPage> OpenAsync(Uri url) => BrowserPage.OpenAsync(_port, url);

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        try
        {
            Directory.Delete(_profile, recursive: true);
        }
        catch (IOException)
        {
            // A helper process may still write there; the folder is the system's temporary one.
        }
    }

    [GeneratedRegex(@"DevTools listening on ws://[^:]+:(\d+)/")]
    private static partial Regex Listening();
}
