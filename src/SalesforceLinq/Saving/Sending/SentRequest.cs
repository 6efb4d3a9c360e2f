using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>What came back for one call of a save.</summary>
/// <param name="Request">The call.</param>
/// <param name="Results">For every write its result; a write that is not here has none.</param>
/// <param name="RolledBack">Whether nothing of it was saved although some results say so.</param>
/// <param name="ApiCalls">How often it was sent.</param>
internal sealed record SentRequest(
    SaveRequest Request, IReadOnlyDictionary<PendingWrite, RecordResult> Results, bool RolledBack, int ApiCalls);
