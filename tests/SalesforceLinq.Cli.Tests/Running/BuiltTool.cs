using System.Diagnostics;
using System.Text;

namespace SalesforceLinq.Cli.Tests.Running;

/// <summary>What a run of the tool gave.</summary>
/// <param name="Code">Exit code.</param>
/// <param name="Output">Standard output.</param>
/// <param name="Errors">Standard errors.</param>
public sealed record ToolRun(int Code, string Output, string Errors)
{
    public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    /// <summary>The failure: one line, without a stack trace.</summary>
    public string Failure
    {
        get
        {
            Errors.TrimEnd('\n').Should().NotContain("\n", "a failure is one line").And.NotContain("   at ", "nobody wants a stack trace");
            return Errors.TrimEnd('\n');
        }
    }
}

/// <summary>The built tool, run as a process: as a user runs it.</summary>
internal static class BuiltTool
{
    /// <summary>The built assembly.</summary>
    public static string Path { get; } = System.IO.Path.Combine(AppContext.BaseDirectory, "sflinq.dll");

    /// <summary>How a shell script writes the tool.</summary>
    public static string Command => $"dotnet '{Path}'";

    public static Task<ToolRun> RunAsync(params string[] arguments) => RunAsync(arguments, null);

    public static async Task<ToolRun> RunAsync(
        string[] arguments, string? input, IReadOnlyDictionary<string, string>? variables = null, string? folder = null) =>
        await FinishAsync(Start("dotnet", [Path, .. arguments], variables, folder), input);

    /// <summary>Runs a line of bash in which <c>sflinq</c> is the tool.</summary>
    public static async Task<ToolRun> BashAsync(string script, IReadOnlyDictionary<string, string>? variables = null, string? folder = null)
    {
        Skip.If(OperatingSystem.IsWindows() || !File.Exists("/bin/bash"), "There is no bash here.");
        return await FinishAsync(Start("/bin/bash", ["-c", $"sflinq() {{ {Command} \"$@\"; }}; export -f sflinq; {script}"], variables, folder), null);
    }

    /// <summary>Runs a script of another shell, which finds the tool as the program <c>sflinq</c>.</summary>
    public static async Task<ToolRun> ShellAsync(string shell, string script)
    {
        string? program = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(System.IO.Path.PathSeparator).Select(folder => System.IO.Path.Combine(folder, shell)).FirstOrDefault(File.Exists);
        Skip.If(OperatingSystem.IsWindows() || program is null, $"There is no {shell} here.");
        using TemporaryFolder folder = new();
        await File.WriteAllTextAsync(folder["sflinq"], $"#!/bin/sh\nexec {Command} \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(folder["sflinq"], UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        Dictionary<string, string> variables = new() { ["PATH"] = folder.Path + System.IO.Path.PathSeparator + Environment.GetEnvironmentVariable("PATH"), ["TERM"] = "dumb" };
        return await FinishAsync(Start(program!, ["-c", script], variables, folder.Path), null);
    }

    /// <summary>Starts the tool and leaves it running.</summary>
    public static Process Start(params string[] arguments) => Start("dotnet", [Path, .. arguments], null, null);

    public static async Task<ToolRun> FinishAsync(Process process, string? input)
    {
        using (process)
        {
            if (input is not null)
                await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            Task<string> output = process.StandardOutput.ReadToEndAsync();
            Task<string> errors = process.StandardError.ReadToEndAsync();
            using CancellationTokenSource patience = new(TimeSpan.FromMinutes(2));
            try
            {
                await process.WaitForExitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                process.Kill(entireProcessTree: true);
                throw new InvalidOperationException("The tool did not come to an end.");
            }

            return new ToolRun(process.ExitCode, WithLineFeeds(await output), WithLineFeeds(await errors));
        }
    }

    // A lone carriage return is what a status line is made of.
    private static string WithLineFeeds(string text) => text.Replace("\r\n", "\n", StringComparison.Ordinal);

    /// <summary>Starts a program without the variables a developer has set for an org of his own.</summary>
    public static Process Start(string program, IEnumerable<string> arguments, IReadOnlyDictionary<string, string>? variables, string? folder)
    {
        ProcessStartInfo start = new(program)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
            StandardErrorEncoding = Encoding.UTF8,
            WorkingDirectory = folder ?? AppContext.BaseDirectory,
        };
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (string name in start.Environment.Keys.Where(name => name.StartsWith("SF_", StringComparison.Ordinal) || name.StartsWith("SALESFORCE_", StringComparison.Ordinal)).ToArray())
            start.Environment.Remove(name);
        start.Environment.Remove("NO_COLOR");
        foreach ((string name, string value) in variables ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
