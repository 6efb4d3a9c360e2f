namespace SalesforceLinq;

/// <summary>An entity begins to be tracked.</summary>
/// <param name="entry">The entity.</param>
/// <param name="fromQuery">Whether a query read it.</param>
public sealed class EntityTrackedEventArgs(EntityEntry entry, bool fromQuery) : EventArgs
{
    /// <summary>The entity.</summary>
    public EntityEntry Entry { get; } = entry;

    /// <summary>Whether a query read it; otherwise it was added, attached, or found through another one.</summary>
    public bool FromQuery { get; } = fromQuery;
}
