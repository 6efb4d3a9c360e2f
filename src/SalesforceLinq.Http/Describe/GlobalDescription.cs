using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>All objects of the org that the user may see.</summary>
/// <param name="Encoding">Encoding of the org, such as <c>UTF-8</c>.</param>
/// <param name="MaxBatchSize">Most records in one call.</param>
/// <param name="SObjects">The objects, without their fields.</param>
/// <remarks>Source: REST API Developer Guide, "Describe Global"; a recorded answer.</remarks>
public sealed record GlobalDescription(
    [property: JsonProperty("encoding")] string Encoding,
    [property: JsonProperty("maxBatchSize")] int MaxBatchSize,
    [property: JsonProperty("sobjects", Required = Required.Always)] IReadOnlyList<SObjectSummary> SObjects);
