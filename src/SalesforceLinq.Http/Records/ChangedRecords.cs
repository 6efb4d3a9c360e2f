using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>Records of one object that were created or changed in a time.</summary>
/// <param name="Ids">Their ids.</param>
/// <param name="LatestDateCovered">Until when the answer is complete (UTC): the start of the next question.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Get Updated"; a recorded answer.</remarks>
public sealed record UpdatedRecords(
    [property: JsonProperty("ids", Required = Required.Always)] IReadOnlyList<string> Ids,
    [property: JsonProperty("latestDateCovered", Required = Required.Always)] DateTimeOffset LatestDateCovered);

/// <summary>Records of one object that were deleted in a time.</summary>
/// <param name="Records">The records.</param>
/// <param name="EarliestDateAvailable">The oldest deletion the org still knows (UTC).</param>
/// <param name="LatestDateCovered">Until when the answer is complete (UTC): the start of the next question.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Get Deleted"; a recorded answer.</remarks>
public sealed record DeletedRecords(
    [property: JsonProperty("deletedRecords", Required = Required.Always)] IReadOnlyList<DeletedRecord> Records,
    [property: JsonProperty("earliestDateAvailable")] DateTimeOffset? EarliestDateAvailable,
    [property: JsonProperty("latestDateCovered", Required = Required.Always)] DateTimeOffset LatestDateCovered);

/// <summary>A record that was deleted.</summary>
/// <param name="Id">Its id.</param>
/// <param name="DeletedDate">When it was deleted (UTC).</param>
public sealed record DeletedRecord(
    [property: JsonProperty("id")] string Id,
    [property: JsonProperty("deletedDate")] DateTimeOffset DeletedDate);
