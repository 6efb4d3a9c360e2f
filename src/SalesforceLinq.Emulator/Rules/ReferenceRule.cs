using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>A reference is an id, of the right kind, of a record that is there.</summary>
internal sealed class ReferenceRule(TableSet tables) : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (field.Type != FieldType.Reference || !change.Changes(field) || change.After[field] is not string text)
                continue;
            if (!SalesforceId.TryNormalize(text, out string? id))
            {
                errors.Add(new RecordError("MALFORMED_ID", $"{field.Label}: id value of incorrect type: {text}", [field.Name]));
                continue;
            }
            change.After[field] = id;
            // Targets the schema does not have cannot be looked up: any id is taken.
            RecordTable? table = tables.OfId(id);
            if (table is null && field.ReferenceTo.All(target => tables.Find(target) is null))
                continue;
            if (table is null || !field.ReferenceTo.Contains(table.Schema.Name, StringComparer.OrdinalIgnoreCase))
                errors.Add(new RecordError("FIELD_INTEGRITY_EXCEPTION", $"{field.Label}: id value of incorrect type: {text}", [field.Name]));
            else
                Exists(change, table, id, errors);
        }
    }

    private static void Exists(RecordChange change, RecordTable table, string id, List<RecordError> errors)
    {
        object? deleted = change.Context.Connection.Scalar($"SELECT \"IsDeleted\" FROM {RecordTable.Quoted(table.Schema.Name)} WHERE \"Id\" = $p0", id);
        if (deleted is null)
            errors.Add(RecordError.UnknownRecord() with { Status = 400 });
        else if (deleted is not 0L)
            errors.Add(RecordError.Deleted() with { Status = 400 });
    }
}
