namespace SalesforceLinq;

/// <summary>A tracked entity has moved from one state to another.</summary>
/// <param name="entry">The entity.</param>
/// <param name="oldState">The state before.</param>
/// <param name="newState">The state now.</param>
public sealed class EntityStateChangedEventArgs(EntityEntry entry, EntityState oldState, EntityState newState) : EventArgs
{
    /// <summary>The entity.</summary>
    public EntityEntry Entry { get; } = entry;

    /// <summary>The state before.</summary>
    public EntityState OldState { get; } = oldState;

    /// <summary>The state now.</summary>
    public EntityState NewState { get; } = newState;
}
