using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>What became of one record of a bulk load.</summary>
/// <param name="Id">Id of the record; null where it has none.</param>
/// <param name="Created">Whether it is new.</param>
/// <param name="Error">Why it was not written; null where it was.</param>
/// <param name="Record">The record as it was sent: texts and nulls, with what was said of its parents in objects.</param>
public sealed record BulkRecordResult(string? Id, bool Created, RecordError? Error, JObject Record);
