namespace SalesforceLinq.Cli.Failures;

/// <summary>A failure as it is told: to the shell, to scripts and to people.</summary>
/// <param name="ExitCode">What the process answers.</param>
/// <param name="Code">Word for scripts: an error code of Salesforce, or one of the tool's own.</param>
/// <param name="Message">One line: what was wrong, and what to do.</param>
internal sealed record Failure(ExitCode ExitCode, string Code, string Message);
