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
                errors.Add(Duplicate(field, id));
        }
    }

    /// <summary>Users have words of their own for it.</summary>
    private static RecordError Duplicate(FieldSchema field, string id) => field.Name switch
    {
        "Username" => new RecordError(
            "DUPLICATE_USERNAME",
            "Duplicate Username.<br>The username already exists in this or another Salesforce organization. Usernames must be unique across all Salesforce organizations. "
                + "To resolve, use a different username (it doesn't need to match the user's email address).",
            [field.Name]),
        "CommunityNickname" => new RecordError("DUPLICATE_COMM_NICKNAME", "Duplicate Nickname.<br>Another user has already selected this nickname.<br>Please select another.", [field.Name]),
        _ => new RecordError("DUPLICATE_VALUE", $"duplicate value found: {field.Name} duplicates value on record with id: {id[..15]}", [field.Name]),
    };
}
