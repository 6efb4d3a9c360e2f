using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>An object, as the user sees it: what the list of all objects tells, without fields.</summary>
/// <remarks>Source: REST API Developer Guide, "Describe Global"; recorded describes. What a describe lacks is false or null.</remarks>
public record SObjectSummary
{
    /// <summary>API name.</summary>
    [JsonProperty("name", Required = Required.Always)]
    public string Name { get; init; } = "";

    /// <summary>Label in the user's language.</summary>
    [JsonProperty("label")]
    public string? Label { get; init; }

    /// <summary>Label of several.</summary>
    [JsonProperty("labelPlural")]
    public string? LabelPlural { get; init; }

    /// <summary>First three characters of its ids; null for objects whose ids have no prefix of their own.</summary>
    [JsonProperty("keyPrefix")]
    public string? KeyPrefix { get; init; }

    /// <summary>Whether it was added by an administrator or a package.</summary>
    [JsonProperty("custom")]
    public bool Custom { get; init; }

    /// <summary>Whether it is a custom setting.</summary>
    [JsonProperty("customSetting")]
    public bool CustomSetting { get; init; }

    /// <summary>Whether the user may create records.</summary>
    [JsonProperty("createable")]
    public bool Createable { get; init; }

    /// <summary>Whether the user may change records.</summary>
    [JsonProperty("updateable")]
    public bool Updateable { get; init; }

    /// <summary>Whether the user may delete records.</summary>
    [JsonProperty("deletable")]
    public bool Deletable { get; init; }

    /// <summary>Whether records can be taken out of the recycle bin.</summary>
    [JsonProperty("undeletable")]
    public bool Undeletable { get; init; }

    /// <summary>Whether records can be merged.</summary>
    [JsonProperty("mergeable")]
    public bool Mergeable { get; init; }

    /// <summary>Whether it can be queried.</summary>
    [JsonProperty("queryable")]
    public bool Queryable { get; init; }

    /// <summary>Whether it can be searched.</summary>
    [JsonProperty("searchable")]
    public bool Searchable { get; init; }

    /// <summary>Whether records can be read by id.</summary>
    [JsonProperty("retrieveable")]
    public bool Retrieveable { get; init; }

    /// <summary>Whether changed and deleted records can be listed.</summary>
    [JsonProperty("replicateable")]
    public bool Replicateable { get; init; }

    /// <summary>Whether Apex triggers run on it.</summary>
    [JsonProperty("triggerable")]
    public bool Triggerable { get; init; }

    /// <summary>Whether it has layouts.</summary>
    [JsonProperty("layoutable")]
    public bool Layoutable { get; init; }

    /// <summary>Whether its records have feeds.</summary>
    [JsonProperty("feedEnabled")]
    public bool FeedEnabled { get; init; }

    /// <summary>Paths of its resources, by name.</summary>
    [JsonProperty("urls")]
    public IReadOnlyDictionary<string, string> Urls { get; init; } = new Dictionary<string, string>();

    /// <summary>Members this class does not name.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}
