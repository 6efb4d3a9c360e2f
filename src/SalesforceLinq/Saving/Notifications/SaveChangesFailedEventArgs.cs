namespace SalesforceLinq;

/// <summary>A save failed.</summary>
/// <param name="exception">What the caller will see; a <see cref="SaveFailedException"/> when records were refused.</param>
public sealed class SaveChangesFailedEventArgs(Exception exception) : EventArgs
{
    /// <summary>What the caller will see.</summary>
    public Exception Exception { get; } = exception;
}
