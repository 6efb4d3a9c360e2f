namespace SalesforceLinq;

/// <summary>What a context knows of an entity, and what saving will do with it.</summary>
public enum EntityState
{
    /// <summary>Not tracked.</summary>
    Detached,

    /// <summary>As the org has it, as far as the context knows. Saving leaves it alone.</summary>
    Unchanged,

    /// <summary>New: saving creates it.</summary>
    Added,

    /// <summary>Changed: saving sends the changed fields.</summary>
    Modified,

    /// <summary>Removed: saving deletes it.</summary>
    Deleted,

    /// <summary>To be created or updated, whichever the org finds right by an external id.</summary>
    Upserted,
}
