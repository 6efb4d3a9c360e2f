using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>A version of the API that the org serves.</summary>
/// <param name="Label">Name of the release, such as <c>Spring '26</c>.</param>
/// <param name="Version">Version, such as <c>66.0</c>.</param>
/// <param name="Url">Path of its resources.</param>
/// <remarks>Source: REST API Developer Guide, "Versions"; a recorded answer.</remarks>
public sealed record ApiVersionInfo(
    [property: JsonProperty("label")] string Label,
    [property: JsonProperty("version", Required = Required.Always)] string Version,
    [property: JsonProperty("url", Required = Required.Always)] string Url);
