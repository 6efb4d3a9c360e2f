using System.Diagnostics;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Engines;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Benchmarks;

/// <summary>From nothing to the first answer: in a process that has never started an org, and from the start of the command line tool. Goal: 1.5 s at most.</summary>
[SimpleJob(RunStrategy.ColdStart, launchCount: 5, warmupCount: 0, iterationCount: 1)]
public class EmulatorStartBenchmarks
{
    [Benchmark(Description = "EmulatedOrg.StartAsync() with sample records")]
    public Task Embedded() => StartAsync(new EmulatedOrgOptions());

    [Benchmark(Description = "EmulatedOrg.StartAsync() without")]
    public Task EmbeddedEmpty() => StartAsync(new EmulatedOrgOptions { SampleData = SampleData.None });

    [Benchmark(Description = "sflinq emulator, from the start of the process")]
    public async Task CommandLine()
    {
        using Process process = Process.Start(new ProcessStartInfo("dotnet", [Tool(), "emulator", "--port", "0", "--json"]) { RedirectStandardOutput = true })!;
        string greeting = (await process.StandardOutput.ReadLineAsync())!;
        await AskAsync(new Uri(System.Text.Json.JsonDocument.Parse(greeting).RootElement.GetProperty("url").GetString()!));
        process.Kill();
        await process.WaitForExitAsync();
    }

    private static async Task StartAsync(EmulatedOrgOptions options)
    {
        await using EmulatedOrg org = await EmulatedOrg.StartAsync(options);
        await AskAsync(org.Url);
    }

    private static async Task AskAsync(Uri url)
    {
        using HttpClient http = new();
        await http.GetStringAsync(new Uri(url, "/services/data"));
    }

    private static string Tool()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesforceLinq.sln")))
            folder = folder.Parent;
        string tool = Path.Combine(folder?.FullName ?? "", "src", "SalesforceLinq.Cli", "bin", "Release", "net10.0", "sflinq.dll");
        return File.Exists(tool) ? tool : throw new FileNotFoundException("Build src/SalesforceLinq.Cli in Release first.", tool);
    }
}
