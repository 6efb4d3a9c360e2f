using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http.Queries;

/// <summary>Completes the child lists of a row: long ones have pages of their own, and so have those of their rows.</summary>
/// <remarks>Source: a recorded child list with <c>done: false</c> and a <c>nextRecordsUrl</c> of its own.</remarks>
internal sealed class ChildLists(QueryResource queries)
{
    /// <summary>Whether a row has a child list that goes on elsewhere.</summary>
    public static bool AreIncomplete(JObject row) => row.Properties().Any(member =>
        member.Value is JObject value && PageReader.TryRead(value) is { } list && (!list.Done || list.Records.Any(AreIncomplete)));

    /// <summary>Follows every child list to its end.</summary>
    public async Task CompleteAsync(JObject row, CancellationToken cancellationToken)
    {
        foreach (JProperty member in row.Properties())
        {
            if (member.Value is not JObject value || PageReader.TryRead(value) is not { } list)
                continue;

            var records = (JArray)value["records"]!;
            string? next = list.NextRecordsUrl;
            while (next is not null)
            {
                SalesforceResponse response = await queries.OpenMoreAsync(next, cancellationToken).ConfigureAwait(false);
                QueryPage page = await PageReader.ReadAsync(response, cancellationToken).ConfigureAwait(false);
                foreach (JObject child in page.Records)
                    records.Add(child);
                next = page.NextRecordsUrl;
            }

            value["done"] = true;
            value.Remove("nextRecordsUrl");
            foreach (JObject child in records.Cast<JObject>())
                await CompleteAsync(child, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Replaces the envelope of every child list by the array of its rows, so that a list property can be read from it.</summary>
    public static void Unwrap(JObject row)
    {
        foreach (JProperty member in row.Properties())
        {
            if (member.Value is not JObject value)
                continue;
            if (value["records"] is JArray records && value["done"] is not null)
            {
                value.Remove("records");
                member.Value = records;
                foreach (JObject child in records.OfType<JObject>())
                    Unwrap(child);
            }
            else
            {
                Unwrap(value);
            }
        }
    }
}
