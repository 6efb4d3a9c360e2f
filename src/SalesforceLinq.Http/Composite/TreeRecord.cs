namespace SalesforceLinq.Http;

/// <summary>A record to create together with its children.</summary>
/// <param name="ObjectName">API name of the object.</param>
/// <param name="ReferenceId">Name of the record in the call, once only.</param>
/// <param name="Fields">Its fields: an anonymous object, a dictionary, a JSON object or a class.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Tree".</remarks>
public sealed record TreeRecord(string ObjectName, string ReferenceId, object Fields)
{
    /// <summary>Most records in one call, on all levels.</summary>
    public const int MaxRecords = 200;

    /// <summary>Most levels.</summary>
    public const int MaxLevels = 5;

    /// <summary>Most different objects in one call.</summary>
    public const int MaxObjects = 5;

    /// <summary>Children, by the name of the relationship, such as <c>Contacts</c>.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, IReadOnlyList<TreeRecord>> Children { get; init; } = new Dictionary<string, IReadOnlyList<TreeRecord>>();
}

/// <summary>What became of a tree of records: all of them were created, or none.</summary>
/// <param name="Success">Whether they were created.</param>
/// <param name="Results">Results by reference id; after a failure only those of the records at fault.</param>
public sealed record TreeResult(bool Success, IReadOnlyDictionary<string, RecordResult> Results);
