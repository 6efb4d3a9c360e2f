namespace SalesforceLinq;

/// <summary>What a save did.</summary>
/// <param name="Entries">Every record written, in the order the calls had them.</param>
/// <param name="ApiCalls">Calls it took, repeats and reading included. They count against the org's daily limit.</param>
public sealed record SaveResult(IReadOnlyList<SavedEntry> Entries, int ApiCalls)
{
    /// <summary>Number of records written.</summary>
    public int Written => Entries.Count;

    /// <summary>Why records could not be read back after they were saved; <see langword="null"/> when they were, or need not be.</summary>
    /// <remarks>The records are saved all the same. Their entities lack what only the org knows; <c>Entry(entity).ReloadAsync()</c> reads it.</remarks>
    public Exception? RefreshError { get; init; }
}
