using System.Net;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Composite;

/// <summary>Reads the answers of subrequests and ties each to its request.</summary>
internal static class CompositeReader
{
    /// <summary>The answers; null when they are not those of the requests.</summary>
    public static IReadOnlyList<SubrequestResult>? Read(JToken? answers, IReadOnlyList<Subrequest> subrequests)
    {
        if (answers is not JArray results || results.Count != subrequests.Count)
            return null;

        // Order is kept in a composite call; a graph may answer in another one, so names decide.
        var byName = new Dictionary<string, SubrequestResult>(StringComparer.Ordinal);
        foreach (JToken result in results)
        {
            if (result is not JObject members || (string?)members["referenceId"] is not { } name)
                return null;
            byName[name] = new SubrequestResult(
                name,
                (HttpStatusCode)((int?)members["httpStatusCode"] ?? 0),
                members["body"] is { Type: not JTokenType.Null } body ? body : null,
                members["httpHeaders"] is JObject headers
                    ? headers.Properties().ToDictionary(header => header.Name, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase)
                    : new Dictionary<string, string>());
        }

        var inOrder = new List<SubrequestResult>(subrequests.Count);
        foreach (Subrequest subrequest in subrequests)
        {
            if (!byName.TryGetValue(subrequest.ReferenceId, out SubrequestResult? result))
                return null;
            inOrder.Add(result);
        }

        return inOrder;
    }
}
