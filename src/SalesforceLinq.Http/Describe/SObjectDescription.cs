using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>An object with its fields and child lists, as the user sees it.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject Describe"; recorded describes.</remarks>
public sealed record SObjectDescription : SObjectSummary
{
    /// <summary>Its fields.</summary>
    [JsonProperty("fields", Required = Required.Always)]
    public IReadOnlyList<FieldDescription> Fields { get; init; } = [];

    /// <summary>Lists of records that refer to it.</summary>
    [JsonProperty("childRelationships")]
    public IReadOnlyList<ChildRelationshipDescription> ChildRelationships { get; init; } = [];

    /// <summary>A field by its name, without regard to case; null when there is none.</summary>
    /// <param name="name">API name.</param>
    public FieldDescription? FindField(string name) =>
        Fields.FirstOrDefault(field => string.Equals(field.Name, name, StringComparison.OrdinalIgnoreCase));
}
