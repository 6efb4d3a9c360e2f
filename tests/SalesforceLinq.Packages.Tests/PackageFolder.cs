using System.Diagnostics;
using System.IO.Compression;

namespace SalesforceLinq.Packages.Tests;

/// <summary>The packages, packed into a folder of their own under a version that was never seen before.</summary>
public sealed class PackageFolder : IAsyncLifetime
{
    public static IReadOnlyList<string> Ids { get; } = ["SalesforceLinq", "SalesforceLinq.Http", "SalesforceLinq.Emulator", "SalesforceLinq.Cli"];

    public static string Root { get; } = FindRoot(new DirectoryInfo(AppContext.BaseDirectory));

    public string Folder { get; } = Directory.CreateTempSubdirectory("salesforcelinq-packages").FullName;

    /// <summary>A version of this run alone: NuGet never asks a source again for a version it has.</summary>
    public string Version { get; } = $"0.1.0-test.{Guid.NewGuid():N}";

    public async Task InitializeAsync()
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Parent!.Name;
        foreach (string id in Ids)
            await DotnetAsync(Root, "pack", $"src/{id}", "--no-build", "--configuration", configuration, "--output", Folder, $"-p:PackageVersion={Version}");
    }

    public ZipArchive Open(string id, string extension = "nupkg") => ZipFile.OpenRead(Path.Combine(Folder, $"{id}.{Version}.{extension}"));

    /// <summary>Runs the SDK, and wants it to succeed.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> DotnetAsync(string folder, params string[] arguments)
    {
        ProcessStartInfo start = new("dotnet") { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        // What a test host sets for itself is not for the programs it starts.
        start.Environment.Remove("MSBuildSDKsPath");
        start.Environment.Remove("MSBUILD_EXE_PATH");
        using Process process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        Task<string> errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        string said = await output + await errors;
        process.ExitCode.Should().Be(0, "'dotnet {0}' said: {1}", string.Join(' ', arguments), said);
        return said;
    }

    public Task DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        // What was installed from here is of no use to anybody.
        string cache = Environment.GetEnvironmentVariable("NUGET_PACKAGES")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".nuget", "packages");
        foreach (string id in Ids)
        {
            string installed = Path.Combine(cache, id.ToLowerInvariant(), Version);
            if (Directory.Exists(installed))
                Directory.Delete(installed, recursive: true);
        }

        return Task.CompletedTask;
    }

    private static string FindRoot(DirectoryInfo? folder) => folder is null
        ? throw new DirectoryNotFoundException("No folder above the tests holds SalesforceLinq.sln.")
        : File.Exists(Path.Combine(folder.FullName, "SalesforceLinq.sln")) ? folder.FullName : FindRoot(folder.Parent);
}
