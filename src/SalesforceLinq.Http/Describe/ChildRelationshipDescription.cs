using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>A list of child records of an object.</summary>
/// <param name="ChildSObject">API name of the child object.</param>
/// <param name="Field">Field of the child that refers to this object.</param>
/// <param name="RelationshipName">Name of the list in queries; null when it cannot be queried from here.</param>
/// <param name="CascadeDelete">Whether the children are deleted with their parent.</param>
/// <param name="RestrictedDelete">Whether a parent with children cannot be deleted.</param>
public sealed record ChildRelationshipDescription(
    [property: JsonProperty("childSObject")] string ChildSObject,
    [property: JsonProperty("field")] string Field,
    [property: JsonProperty("relationshipName")] string? RelationshipName,
    [property: JsonProperty("cascadeDelete")] bool CascadeDelete,
    [property: JsonProperty("restrictedDelete")] bool RestrictedDelete)
{
    /// <summary>Members this class does not name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}
