using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>One value of a picklist field.</summary>
/// <param name="Value">The value, as the API reads and writes it.</param>
/// <param name="Label">Its label in the user's language.</param>
/// <param name="Active">Whether it may be chosen.</param>
/// <param name="DefaultValue">Whether it is the default.</param>
/// <param name="ValidFor">Base64 bitmap of the controlling values it goes with; null when it depends on none.</param>
public sealed record PicklistEntry(
    [property: JsonProperty("value")] string Value,
    [property: JsonProperty("label")] string? Label,
    [property: JsonProperty("active")] bool Active,
    [property: JsonProperty("defaultValue")] bool DefaultValue,
    [property: JsonProperty("validFor")] string? ValidFor)
{
    /// <summary>Members this class does not name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}
