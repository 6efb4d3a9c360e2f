namespace SalesforceLinq.Http;

/// <summary>What a bulk load does with its records.</summary>
/// <remarks>Source: Bulk API 2.0 and Bulk API Developer Guide, "Create a Job".</remarks>
public enum BulkOperation
{
    /// <summary>Makes new records.</summary>
    Insert,

    /// <summary>Changes records, each by its <c>Id</c>.</summary>
    Update,

    /// <summary>Changes records by an external id, or makes those that are not there.</summary>
    Upsert,

    /// <summary>Puts records, each by its <c>Id</c>, into the recycle bin.</summary>
    Delete,

    /// <summary>Deletes records for good; the user needs the permission Bulk API Hard Delete.</summary>
    HardDelete,
}
