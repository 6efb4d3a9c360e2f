using Newtonsoft.Json.Linq;

namespace SalesforceLinq;

/// <summary>A record that the org took a refused one for a duplicate of.</summary>
/// <param name="ObjectName">API name of its object; empty where the org did not say.</param>
/// <param name="Id">Its id.</param>
/// <param name="Record">What the org told of it; <see langword="null"/> where it told no more than the id. Duplicate rules tell fields when the save asks for details.</param>
public sealed record DuplicateMatch(string ObjectName, string Id, JObject? Record);
