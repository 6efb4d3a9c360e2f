using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>What hangs on a record: its blob, its parent, which can be written as well, and its children, under <c>/sobjects/X/{id}/{name}</c>.</summary>
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

    /// <summary>Changes or deletes the parent that a relationship names; children cannot be written this way.</summary>
    /// <param name="call">The request.</param>
    /// <param name="schema">The child's object.</param>
    /// <param name="id">The child's id.</param>
    /// <param name="name">The relationship.</param>
    /// <param name="write">Writes to the parent.</param>
    public ValueTask<Answer> WriteAsync(Call call, ObjectSchema schema, string id, string name, Func<WriteContext, ObjectSchema, string, WriteOutcome> write) =>
        org.WriteAsync(call, context =>
        {
            StoredRecord? record = org.Tables[schema].Find(context.Connection, id);
            if (record is null || schema.FindRelationship(name) is not { } reference || record[reference] is not string parentId || org.Tables.OfId(parentId) is not { } parents)
                return Answer.NotFound();
            if (record.IsDeleted)
                return Answer.Errors([RecordError.Deleted()]);
            WriteOutcome outcome = write(context, parents.Schema, parentId);
            return outcome.Success ? Answer.NoContent : Answer.Errors(outcome.Errors);
        });

    /// <summary>The object a relationship of a record leads to; <see langword="null"/> if it leads nowhere.</summary>
    public ValueTask<ObjectSchema?> ParentOfAsync(Call call, ObjectSchema schema, string id, string name) => org.ReadAsync(call, connection =>
        schema.FindRelationship(name) is { } reference && org.Tables[schema].Find(connection, id)?[reference] is string parentId
            ? org.Tables.OfId(parentId)?.Schema
            : null);

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
