namespace SalesforceLinq;

/// <summary>What happens to the rest of a save when one record of it is refused.</summary>
/// <remarks>
/// The platform rolls back within one composite call: up to 1,000 records in five collections. Nothing is atomic across calls.
/// Source: REST API Developer Guide, "Composite" and "sObject Collections".
/// </remarks>
public enum SaveAtomicity
{
    /// <summary>All or nothing where the save fits one call. A larger save is sent in calls that are each all or nothing, and stops at the first that fails.</summary>
    WhenPossible,

    /// <summary>All or nothing, or nothing is sent: a save that does not fit one call is refused.</summary>
    Required,

    /// <summary>Every record for itself: what the org takes is saved, the rest is reported.</summary>
    None,
}
