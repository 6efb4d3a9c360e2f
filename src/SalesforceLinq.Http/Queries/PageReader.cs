using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Queries;

/// <summary>Reads the envelope of a page, or of a child list, and its rows.</summary>
internal static class PageReader
{
    /// <summary>The page of an answer.</summary>
    public static async Task<QueryPage> ReadAsync(SalesforceResponse response, CancellationToken cancellationToken)
    {
        using (response)
        {
            JToken? answer = await response.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
            return TryRead(answer) ?? throw response.Unfit(answer, "it is not a page of a query");
        }
    }

    /// <summary>The page in a JSON object, whatever the order of its members; null when it is none.</summary>
    public static QueryPage? TryRead(JToken? token)
    {
        if (token is not JObject page || page["records"] is not JArray records || page["done"] is not JValue { Type: JTokenType.Boolean } done)
            return null;
        string? next = (string?)page["nextRecordsUrl"];
        // A page that says there is more, and not where, must not pass for the last one.
        if (!(bool)done && string.IsNullOrEmpty(next))
            return null;
        var rows = new List<JObject>(records.Count);
        foreach (JToken record in records)
        {
            if (record is not JObject row)
                return null;
            rows.Add(row);
        }

        return new QueryPage((int?)page["totalSize"] ?? rows.Count, (bool)done, (bool)done ? null : next, rows);
    }
}
