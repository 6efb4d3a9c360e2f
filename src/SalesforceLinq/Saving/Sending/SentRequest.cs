using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Sending;

/// <summary>What came back for one call of a save.</summary>
/// <param name="Request">The call.</param>
/// <param name="Results">Every write with its result.</param>
/// <param name="RolledBack">Whether nothing of it was saved although some results say so.</param>
/// <param name="ApiCalls">How often it was sent.</param>
internal sealed record SentRequest(
    SaveRequest Request, IReadOnlyList<(PendingWrite Write, RecordResult Result)> Results, bool RolledBack, int ApiCalls)
{
    /// <summary>Whether the client sent it before without getting an answer, so that it may have met its own work.</summary>
    public bool EarlierAnswerLost { get; init; }

    /// <summary>Whether it was rolled back because a record had changed since it was read.</summary>
    public bool HasChangedRecords { get; init; }

    /// <summary>Why the org could not tell whether records had changed, so that it was rolled back.</summary>
    public RecordError? ComparingFailed { get; init; }

    /// <summary>Whether it was rolled back by a query that reads records back, and not by a record.</summary>
    public bool ReadingFailed { get; init; }

    /// <summary>The records that were read back, as the org has them now.</summary>
    public IReadOnlyDictionary<RecordKey, JObject> ReadBack { get; init; } = new Dictionary<RecordKey, JObject>();
}
