namespace SalesforceLinq;

/// <summary>What a save did.</summary>
/// <param name="Entries">Every record written, in the order the calls had them.</param>
/// <param name="ApiCalls">Calls it took, repeats included. They count against the org's daily limit.</param>
public sealed record SaveResult(IReadOnlyList<SavedEntry> Entries, int ApiCalls)
{
    /// <summary>Number of records written.</summary>
    public int Written => Entries.Count;
}
