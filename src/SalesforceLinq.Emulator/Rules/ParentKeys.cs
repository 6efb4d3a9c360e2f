using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Finds the record a key names: a parent given by its external id, or the target of an upsert.</summary>
internal sealed class ParentKeys(TableSet tables)
{
    public string Resolve(StoreConnection connection, ParentKey key)
    {
        RecordTable table = tables.Find(key.ObjectName)!;
        FieldSchema field = table.Schema.FindField(key.KeyField)!;
        List<string> found = Find(connection, table.Schema, field, key.Value);
        return found.Count switch
        {
            1 => found[0],
            0 => throw new RecordRefusedException(new RecordError(
                "INVALID_FIELD", $"Foreign key external ID: {key.Value} not found for field {field.Name} in entity {table.Schema.Name}", [])),
            _ => throw new RecordRefusedException(new RecordError(
                "INVALID_FIELD", $"More than one record found for external id field: [{string.Join(", ", found)}]", [])),
        };
    }

    /// <summary>Ids of the live records whose field has this value; a handful at most.</summary>
    public static List<string> Find(StoreConnection connection, ObjectSchema schema, FieldSchema field, object? value)
    {
        if (field.Type == FieldType.Id && value is string text)
            value = SalesforceId.TryNormalize(text, out string? id) ? id : text;
        return connection.Texts(
            $"SELECT \"Id\" FROM {RecordTable.Quoted(schema.Name)} WHERE {RecordTable.Quoted(field.Name)} = $p0 AND \"IsDeleted\" = 0 ORDER BY \"Id\" LIMIT 10", value);
    }
}
