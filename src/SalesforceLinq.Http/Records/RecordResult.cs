using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>What became of one record that was to be created, updated, upserted or deleted.</summary>
/// <param name="Id">Id of the record, with 18 characters; null when it was not created.</param>
/// <param name="Success">Whether it was written.</param>
/// <param name="Errors">Why not; empty on success.</param>
/// <param name="Created">For an upsert, whether the record is new; null for other operations, and up to API version 45.0.</param>
/// <remarks>Source: REST API Developer Guide, "sObject Collections" and "sObject Basic Information"; recorded results.</remarks>
[JsonConverter(typeof(Records.RecordResultConverter))]
public sealed record RecordResult(
    [property: JsonProperty("id")] string? Id,
    [property: JsonProperty("success", Required = Required.Always)] bool Success,
    IReadOnlyList<RecordError> Errors,
    [property: JsonProperty("created")] bool? Created = null)
{
    /// <summary>The errors of a result; never null, also where the wire left them out.</summary>
    [JsonProperty("errors")]
    public IReadOnlyList<RecordError> Errors { get; init; } = Errors ?? [];

    /// <summary>Whether it can be what an org says: success, or at least one error.</summary>
    internal bool IsPlausible => Success || Errors.Count > 0;

    /// <summary>A record that was written.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="created">For an upsert, whether it is new.</param>
    public static RecordResult Written(string? id, bool? created = null) => new(id, true, [], created);
}
