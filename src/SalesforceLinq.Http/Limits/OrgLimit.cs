using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>One limit of the org.</summary>
/// <param name="Max">Most of it; the unit is in its name (<c>DataStorageMB</c>) or is calls.</param>
/// <param name="Remaining">What is left; may be negative where the org allows overruns.</param>
/// <param name="More">Members beyond the two, such as the shares of single apps.</param>
/// <remarks>Source: REST API Developer Guide, "Limits"; a recorded answer.</remarks>
public sealed record OrgLimit(long Max, long Remaining, IReadOnlyDictionary<string, JToken> More);
