using System.Diagnostics;
using System.Text;

namespace SalesforceLinq.Samples.Tests;

/// <summary>A sample, started as a user starts it.</summary>
public sealed class SampleProgram : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly Process _process;
    private readonly StringBuilder _output = new();

    private SampleProgram(Process process)
    {
        _process = process;
        process.OutputDataReceived += Keep;
        process.ErrorDataReceived += Keep;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public string Output
    {
        get
        {
            lock (_output)
                return _output.ToString();
        }
    }

    public static SampleProgram Start(string name, IReadOnlyDictionary<string, string> environment, params string[] arguments)
    {
        // tests/SalesforceLinq.Samples.Tests/bin/Debug/net10.0 → samples/NAME/bin/Debug/net10.0
        DirectoryInfo framework = new(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar));
        DirectoryInfo root = framework.Parent!.Parent!.Parent!.Parent!.Parent!;
        string folder = Path.Combine(root.FullName, "samples", name);
        ProcessStartInfo start = new("dotnet")
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (string argument in (string[])["exec", Path.Combine(folder, "bin", framework.Parent.Name, framework.Name, name + ".dll"), .. arguments])
            start.ArgumentList.Add(argument);
        foreach ((string key, string value) in environment)
            start.Environment[key] = value;
        return new SampleProgram(Process.Start(start)!);
    }

    /// <summary>Waits until a line of the output holds a text.</summary>
    /// <returns>What stands behind the text in its line.</returns>
    public async Task<string> WaitForAsync(string text)
    {
        using CancellationTokenSource late = new(Patience);
        while (true)
        {
            bool ended = _process.HasExited;
            int at = Output.IndexOf(text, StringComparison.Ordinal);
            if (at >= 0)
                return Output[(at + text.Length)..].Split('\n')[0].Trim();
            if (ended || late.IsCancellationRequested)
                throw new InvalidOperationException($"'{text}' never came. The program said:\n{Output}");
            await Task.Delay(50);
        }
    }

    public async Task<int> ExitAsync()
    {
        using CancellationTokenSource late = new(Patience);
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_output)
            _output.AppendLine(line.Data);
    }
}
