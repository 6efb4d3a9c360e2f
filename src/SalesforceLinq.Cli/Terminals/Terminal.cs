using System.Text;
using Spectre.Console;

namespace SalesforceLinq.Cli.Terminals;

/// <summary>What surrounds the process: its output, errors, input, variables and clock. Tests give their own.</summary>
internal sealed class Terminal : IDisposable
{
    // Tables of pipes and files are not cut to the width of a window nobody looks at.
    private const int WidthOfFiles = 240;

    public required TextWriter Output { get; init; }

    public required TextWriter Error { get; init; }

    public required TextReader Input { get; init; }

    /// <summary>Whether a person sees the output.</summary>
    public bool IsOutputTerminal { get; init; }

    /// <summary>Whether a person sees the errors, so that progress is shown there.</summary>
    public bool IsErrorTerminal { get; init; }

    /// <summary>Whether a person types the input, so that it can be asked for.</summary>
    public bool IsInputTerminal { get; init; }

    /// <summary>Columns of the window.</summary>
    public int Width { get; init; } = WidthOfFiles;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>An environment variable; null when it is not set or empty.</summary>
    public Func<string, string?> Variable { get; init; } = _ => null;

    /// <summary>The output, for tables and colours.</summary>
    public IAnsiConsole Console => field ??= Create(Output, IsOutputTerminal);

    /// <summary>The errors, for colours.</summary>
    public IAnsiConsole ErrorConsole => field ??= Create(Error, IsErrorTerminal);

    /// <summary>The terminal of this process.</summary>
    public static Terminal OfProcess()
    {
        UTF8Encoding encoding = new(encoderShouldEmitUTF8Identifier: false);
        bool isOutputTerminal = !System.Console.IsOutputRedirected;
        if (OperatingSystem.IsWindows() && isOutputTerminal)
            System.Console.OutputEncoding = encoding;
        return new Terminal
        {
            Output = new StreamWriter(new GuardedOutput(StandardOutput.Open()), encoding, 16 * 1024) { AutoFlush = isOutputTerminal },
            Error = System.Console.Error,
            Input = System.Console.In,
            IsOutputTerminal = isOutputTerminal,
            IsErrorTerminal = !System.Console.IsErrorRedirected,
            IsInputTerminal = !System.Console.IsInputRedirected,
            Width = isOutputTerminal ? WindowWidth() : WidthOfFiles,
            Variable = name => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null,
        };
    }

    public void Dispose() => Output.Dispose();

    private IAnsiConsole Create(TextWriter writer, bool isTerminal)
    {
        bool isAnsi = isTerminal && Variable("TERM") is not "dumb";
        // https://no-color.org: set to anything but nothing.
        bool isColoured = isAnsi && Variable("NO_COLOR") is null;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(writer),
            Ansi = isAnsi ? AnsiSupport.Yes : AnsiSupport.No,
            ColorSystem = isColoured ? ColorSystemSupport.Detect : ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        console.Profile.Width = isTerminal ? Width : WidthOfFiles;
        console.Profile.Capabilities.Unicode = true;
        return console;
    }

    private static int WindowWidth()
    {
        try
        {
            return System.Console.WindowWidth is > 20 and int width ? width : 80;
        }
        catch (IOException)
        {
            return 80;
        }
    }
}
