using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Tests.Running;

/// <summary>The tool inside the test: the same command lines without the start of a process, with variables and terminals as a test wants them.</summary>
internal sealed class ToolSession
{
    public Dictionary<string, string> Variables { get; } = [];

    public string Input { get; init; } = "";

    public bool IsTerminal { get; init; }

    public int Width { get; init; } = 100;

    public async Task<ToolRun> RunAsync(string[] arguments, CancellationToken cancellation = default)
    {
        StringWriter output = new(), errors = new();
        using Terminal terminal = new()
        {
            Output = output,
            Error = errors,
            Input = new StringReader(Input),
            IsOutputTerminal = IsTerminal,
            IsErrorTerminal = IsTerminal,
            Width = Width,
            Variable = name => Variables.GetValueOrDefault(name),
        };
        int code = await new CommandLine(terminal).RunAsync(arguments, cancellation);
        return new ToolRun(code, output.ToString().ReplaceLineEndings("\n"), errors.ToString().ReplaceLineEndings("\n"));
    }

    public static Task<ToolRun> RunOnceAsync(params string[] arguments) => new ToolSession().RunAsync(arguments);
}
