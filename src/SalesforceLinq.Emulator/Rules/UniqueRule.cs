using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>A unique field's value is no other record's.</summary>
internal sealed class UniqueRule : IRecordRule
{
    public void Check(RecordChange change, List<RecordError> errors)
    {
        foreach (FieldSchema field in change.Schema.Fields)
        {
            if (!field.Unique || !change.Changes(field) || change.After[field] is not { } value)
                continue;
            string table = RecordTable.Quoted(change.Schema.Name);
            string column = RecordTable.Quoted(field.Name);
            object? other = change.Context.Connection.Scalar(
                $"SELECT \"Id\" FROM {table} WHERE {column} = $p0 AND \"IsDeleted\" = 0 AND \"Id\" IS NOT $p1", value, change.Before?.Id);
            if (other is string id)
                errors.Add(new RecordError("DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {id[..15]}", [field.Name]));
        }
    }
}
