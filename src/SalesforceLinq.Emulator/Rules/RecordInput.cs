using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>What a client wants a record to hold: values in stored form, in the order they were given.</summary>
internal sealed class RecordInput
{
    public List<(FieldSchema Field, object? Value)> Values { get; } = [];

    /// <summary>References given by the parent's external id in place of its id.</summary>
    public List<ParentKey> Parents { get; } = [];

    /// <summary>Names no field has.</summary>
    public List<string> UnknownFields { get; } = [];

    /// <summary>The <c>Id</c> member, as it was given.</summary>
    public string? Id { get; set; }
}

/// <summary>A parent named by a key of its own, such as <c>"Account":{"Key__c":"A-1"}</c>.</summary>
internal sealed record ParentKey(FieldSchema Reference, string ObjectName, string KeyField, object? Value);
