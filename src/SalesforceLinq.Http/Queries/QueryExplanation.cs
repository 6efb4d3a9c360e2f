using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>One way the org could run a query; the first of a list is the one it would take.</summary>
/// <param name="Cardinality">Rows it expects.</param>
/// <param name="Fields">Indexed fields it uses.</param>
/// <param name="LeadingOperationType">How it starts: <c>Index</c>, <c>TableScan</c>, <c>Sharing</c> or <c>Other</c>.</param>
/// <param name="RelativeCost">Cost against the limit of a selective query; above 1 it is not selective.</param>
/// <param name="SObjectCardinality">Rows of the object.</param>
/// <param name="SObjectType">The object.</param>
/// <param name="Notes">Why indexes were not used.</param>
/// <remarks>Source: REST API Developer Guide, "Get Feedback on Query Performance".</remarks>
public sealed record QueryExplanation(
    [property: JsonProperty("cardinality")] long Cardinality,
    [property: JsonProperty("fields")] IReadOnlyList<string> Fields,
    [property: JsonProperty("leadingOperationType")] string LeadingOperationType,
    [property: JsonProperty("relativeCost")] double RelativeCost,
    [property: JsonProperty("sobjectCardinality")] long SObjectCardinality,
    [property: JsonProperty("sobjectType")] string SObjectType,
    [property: JsonProperty("notes")] IReadOnlyList<QueryExplanationNote>? Notes);

/// <summary>A remark of the query planner.</summary>
/// <param name="Description">The remark.</param>
/// <param name="Fields">Fields it is about.</param>
/// <param name="TableEnumOrId">Object it is about.</param>
public sealed record QueryExplanationNote(
    [property: JsonProperty("description")] string Description,
    [property: JsonProperty("fields")] IReadOnlyList<string> Fields,
    [property: JsonProperty("tableEnumOrId")] string TableEnumOrId);
