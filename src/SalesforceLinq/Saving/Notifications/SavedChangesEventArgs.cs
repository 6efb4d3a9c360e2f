namespace SalesforceLinq;

/// <summary>A save succeeded.</summary>
/// <param name="result">What was written.</param>
public sealed class SavedChangesEventArgs(SaveResult result) : EventArgs
{
    /// <summary>What was written.</summary>
    public SaveResult Result { get; } = result;
}
