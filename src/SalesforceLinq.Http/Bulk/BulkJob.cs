using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>A job of the Bulk API 2.0 as the org describes it. The org keeps it and its results for seven days.</summary>
/// <remarks>Source: Bulk API 2.0 and Bulk API Developer Guide, "Get Information About an Ingest Job"; recorded answers.</remarks>
public sealed record BulkJob
{
    /// <summary>Id of the job.</summary>
    [JsonProperty("id", Required = Required.Always)]
    public required string Id { get; init; }

    /// <summary>How far it is.</summary>
    [JsonProperty("state", Required = Required.Always)]
    public required BulkJobState State { get; init; }

    /// <summary>API name of the object it is about.</summary>
    [JsonProperty("object")]
    public string? ObjectName { get; init; }

    /// <summary>What it does, in the words of the wire: <c>insert</c>, <c>hardDelete</c>, <c>query</c>.</summary>
    [JsonProperty("operation")]
    public string? Operation { get; init; }

    /// <summary>When it was made.</summary>
    [JsonProperty("createdDate")]
    public DateTimeOffset? Created { get; init; }

    /// <summary>Records worked on so far, those that failed included; for a query, records found.</summary>
    [JsonProperty("numberRecordsProcessed")]
    public long RecordsProcessed { get; init; }

    /// <summary>Records that were refused so far.</summary>
    [JsonProperty("numberRecordsFailed")]
    public long RecordsFailed { get; init; }

    /// <summary>Why the job as a whole failed, such as <c>InvalidBatch : Field name not found : X</c>; null where it did not.</summary>
    [JsonProperty("errorMessage")]
    public string? ErrorMessage { get; init; }

    /// <summary>Whether the org will do no more for it.</summary>
    [JsonIgnore]
    public bool HasEnded => State is BulkJobState.JobComplete or BulkJobState.Failed or BulkJobState.Aborted;
}
