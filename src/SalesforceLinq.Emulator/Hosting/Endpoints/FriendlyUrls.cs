using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>What hangs on a record: its blob, its parent, its children, under <c>/sobjects/X/{id}/{name}</c>.</summary>
internal sealed class FriendlyUrls(OrgServices org)
{
    public ValueTask<Answer> ReadAsync(Call call, ObjectSchema schema, string id, string name) => org.ReadAsync(call, connection =>
    {
        StoredRecord? record = org.Tables[schema].Find(connection, id);
        if (record is null)
            return Answer.NotFound();
        if (record.IsDeleted)
            return Answer.Errors([RecordError.Deleted()]);
        if (schema.FindField(name) is { Type: FieldType.Base64 } blob)
            return new Answer(200, record[blob] as byte[] ?? [], "application/octetstream");
        if (schema.FindRelationship(name) is { } reference)
            return Parent(call, connection, record, reference);
        return schema.FindChildRelationship(name) is { } children ? Children(call, connection, record, children) : Answer.NotFound();
    });

    private Answer Parent(Call call, StoreConnection connection, StoredRecord record, FieldSchema reference)
    {
        if (record[reference] is not string id || org.Tables.OfId(id)?.Find(connection, id) is not { IsDeleted: false } parent)
            return Answer.NotFound();
        return RecordEndpoints.Show(call, parent);
    }

    private Answer Children(Call call, StoreConnection connection, StoredRecord record, ChildRelationship relationship)
    {
        List<StoredRecord> children = org.Tables[relationship.ChildObject].Where(
            connection, $"{RecordTable.Quoted(relationship.Field.Name)} = $p0 AND \"IsDeleted\" = 0 ORDER BY \"Id\"", record.Id);
        List<FieldSchema> fields = [];
        foreach (string name in (call.Query["fields"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            if (relationship.ChildObject.FindField(name) is not { } field)
                return Answer.Error(400, "INVALID_FIELD", $"No such column '{name}' on sobject of type {relationship.ChildObject.Name}");
            fields.Add(field);
        }
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteNumber("totalSize", children.Count);
            writer.WriteBoolean("done", true);
            writer.WriteStartArray("records");
            foreach (StoredRecord child in children)
                RecordJson.Write(writer, child, fields.Count > 0 ? fields : relationship.ChildObject.Fields, call.Prefix);
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }
}
