namespace SalesforceLinq.Cli.Failures;

/// <summary>Whoever read the output has had enough, as <c>head</c> does. No failure: the command ends quietly.</summary>
internal sealed class OutputClosedException(Exception inner) : Exception("Nobody reads the output any more.", inner);
