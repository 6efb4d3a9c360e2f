namespace SalesforceLinq;

/// <summary><c>ExecuteUpdateAsync</c> or <c>ExecuteDeleteAsync</c> ended before all records were written: the org did not answer, refused a whole call, or the caller cancelled.</summary>
public sealed class ExecuteStoppedException : Exception
{
    internal ExecuteStoppedException(ExecuteResult result, Exception cause)
        : base($"The work stopped after {result.Written} records were written and {result.Failures.Count} were not; others were not tried. {cause.Message} See Result for what was done.", cause) =>
        Result = result;

    /// <summary>What was done until then.</summary>
    public ExecuteResult Result { get; }
}
