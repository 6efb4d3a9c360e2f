using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>An object in brief, and the records of it that the user used last.</summary>
/// <param name="ObjectDescribe">The object, without its fields.</param>
/// <param name="RecentItems">Records used last.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Basic Information"; a recorded answer.</remarks>
public sealed record SObjectInfo(
    [property: JsonProperty("objectDescribe", Required = Required.Always)] SObjectSummary ObjectDescribe,
    [property: JsonProperty("recentItems")] IReadOnlyList<JObject> RecentItems);
