namespace SalesforceLinq.Cli.Failures;

/// <summary>Something the person at the terminal can put right: one sentence on what was wrong, one on what to do.</summary>
internal sealed class ToolException(ExitCode exitCode, string code, string message, Exception? inner = null) : Exception(message, inner)
{
    public ExitCode ExitCode { get; } = exitCode;

    /// <summary>Word for scripts, such as <c>UNKNOWN_OBJECT</c>.</summary>
    public string Code { get; } = code;

    /// <summary>A wrong option or setting.</summary>
    public static ToolException Usage(string message) => new(ExitCode.Usage, "USAGE", message);
}
