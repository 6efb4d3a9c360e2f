namespace SalesforceLinq;

/// <summary>What saving does with one record.</summary>
public enum SaveOperation
{
    /// <summary>A new record.</summary>
    Create,

    /// <summary>Changed fields of a record.</summary>
    Update,

    /// <summary>A new record, or changed fields of one, whichever an external id finds.</summary>
    Upsert,

    /// <summary>A record moved to the recycle bin.</summary>
    Delete,
}
