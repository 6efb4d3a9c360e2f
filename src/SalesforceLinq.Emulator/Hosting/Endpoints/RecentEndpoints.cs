using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The records the user used last.</summary>
internal sealed class RecentEndpoints(OrgServices org)
{
    public void Map(Router router) => router.Map("GET", "recent", RecentAsync);

    private ValueTask<Answer> RecentAsync(Call call)
    {
        int limit = int.TryParse(call.Query["limit"], NumberStyles.None, CultureInfo.InvariantCulture, out int given) ? given : int.MaxValue;
        return org.ReadAsync(call, connection => Answer.Json(200, writer => Write(writer, org, call, connection, ofObject: null, limit)));
    }

    /// <summary>Writes the records as an array of attributes, id and name; what is deleted meanwhile is left out.</summary>
    public static void Write(Utf8JsonWriter writer, OrgServices org, Call call, StoreConnection connection, ObjectSchema? ofObject, int limit)
    {
        writer.WriteStartArray();
        foreach (StoredRecord record in org.Recent.Of(call.UserId)
            .Select(id => org.Tables.OfId(id) is { } table && (ofObject is null || table.Schema == ofObject) ? table.Find(connection, id) : null)
            .OfType<StoredRecord>().Where(record => !record.IsDeleted).Take(limit))
        {
            FieldSchema id = record.Schema.Fields[record.Schema.IdOrdinal];
            RecordJson.Write(writer, record, record.Schema.NameField is { } name ? [id, name] : [id], call.Prefix);
        }

        writer.WriteEndArray();
    }
}
