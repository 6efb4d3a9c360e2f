using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>A search without SOSL.</summary>
/// <param name="Text">What to search for.</param>
/// <remarks>Source: REST API Developer Guide, "Search with Parameters in the Request Body".</remarks>
public sealed record ParameterizedSearch([property: JsonProperty("q")] string Text)
{
    /// <summary>Fields to read of every object that names none itself.</summary>
    [JsonProperty("fields", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Objects to search; null for all that can be searched.</summary>
    [JsonProperty("sobjects", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<SearchedObject>? Objects { get; init; }

    /// <summary>Kind of fields to look into: <c>ALL</c>, <c>NAME</c>, <c>EMAIL</c>, <c>PHONE</c> or <c>SIDEBAR</c>; null for all.</summary>
    [JsonProperty("in", NullValueHandling = NullValueHandling.Ignore)]
    public string? In { get; init; }

    /// <summary>Most records in all, up to 2,000.</summary>
    [JsonProperty("overallLimit", NullValueHandling = NullValueHandling.Ignore)]
    public int? OverallLimit { get; init; }

    /// <summary>Most records of one object, up to 2,000.</summary>
    [JsonProperty("defaultLimit", NullValueHandling = NullValueHandling.Ignore)]
    public int? DefaultLimit { get; init; }

    /// <summary>Records to skip, up to 2,000; for a search of one object.</summary>
    [JsonProperty("offset", NullValueHandling = NullValueHandling.Ignore)]
    public int? Offset { get; init; }

    /// <summary>Other members of the request.</summary>
    [JsonExtensionData]
    public IDictionary<string, JToken> More { get; init; } = new Dictionary<string, JToken>();
}

/// <summary>An object in a <see cref="ParameterizedSearch"/>.</summary>
/// <param name="Name">API name of the object.</param>
public sealed record SearchedObject([property: JsonProperty("name")] string Name)
{
    /// <summary>Fields to read; null for the search's own, or only ids.</summary>
    [JsonProperty("fields", NullValueHandling = NullValueHandling.Ignore)]
    public IReadOnlyList<string>? Fields { get; init; }

    /// <summary>Condition in SOQL; values go into it by <see cref="Soql.Format"/>.</summary>
    [JsonProperty("where", NullValueHandling = NullValueHandling.Ignore)]
    public string? Where { get; init; }

    /// <summary>Order in SOQL.</summary>
    [JsonProperty("orderBy", NullValueHandling = NullValueHandling.Ignore)]
    public string? OrderBy { get; init; }

    /// <summary>Most records of this object, up to 2,000.</summary>
    [JsonProperty("limit", NullValueHandling = NullValueHandling.Ignore)]
    public int? Limit { get; init; }
}
