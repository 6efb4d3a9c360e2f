namespace SalesforceLinq;

/// <summary>A save is about to look for changes. Handlers may still change entities.</summary>
/// <param name="options">How it is saved.</param>
public sealed class SavingChangesEventArgs(SaveOptions options) : EventArgs
{
    /// <summary>How it is saved.</summary>
    public SaveOptions Options { get; } = options;
}
