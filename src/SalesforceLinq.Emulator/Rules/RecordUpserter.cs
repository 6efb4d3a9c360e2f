using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Updates the record a key names, or inserts it.</summary>
internal sealed class RecordUpserter(RecordWriter writer)
{
    /// <param name="context">Who writes.</param>
    /// <param name="schema">The object.</param>
    /// <param name="key">An external id, an id-lookup field, or <c>Id</c>.</param>
    /// <param name="value">The key's value in stored form.</param>
    /// <param name="input">The other fields.</param>
    /// <param name="updateOnly">Whether a record that is not there shall not be made.</param>
    /// <exception cref="SeveralMatchesException">More than one record has the value.</exception>
    public WriteOutcome Upsert(WriteContext context, ObjectSchema schema, FieldSchema key, object? value, RecordInput input, bool updateOnly = false)
    {
        if (value is null && key.Type != FieldType.Id)
        {
            return WriteOutcome.Failed(
                [new RecordError("MISSING_ARGUMENT", $"{key.Name} not specified", [])]);
        }
        List<string> found = value is null ? [] : ParentKeys.Find(context.Connection, schema, key, value);
        if (found.Count > 1)
            throw new SeveralMatchesException(found);
        if (found.Count == 1)
        {
            input.Values.RemoveAll(given => given.Field == key);
            return writer.Update(context, schema, found[0], input);
        }
        if (updateOnly || (key.Type == FieldType.Id && value is not null))
            return WriteOutcome.Failed([new RecordError("NOT_FOUND", "The requested resource does not exist", null) { Status = 404 }]);
        if (key.Type != FieldType.Id && !input.Values.Exists(given => given.Field == key))
            input.Values.Add((key, value));
        return writer.Insert(context, schema, input);
    }

    /// <summary>The same with the key among the fields of the record, as lists of records have it.</summary>
    public WriteOutcome UpsertByKey(WriteContext context, ObjectSchema schema, FieldSchema key, RecordInput input)
    {
        object? value = key.Type == FieldType.Id ? input.Id : input.Values.Find(given => given.Field == key).Value;
        input.Id = null;
        try
        {
            return Upsert(context, schema, key, value, input);
        }
        catch (SeveralMatchesException several)
        {
            return WriteOutcome.Failed([new RecordError(
                "DUPLICATE_EXTERNAL_ID", $"{key.Name}: more than one record found for external id field: [{string.Join(", ", several.Ids)}]", [key.Name])]);
        }
    }
}

/// <summary>An upsert's key is that of several records.</summary>
internal sealed class SeveralMatchesException(IReadOnlyList<string> ids) : Exception("More than one record has the value of the key.")
{
    public IReadOnlyList<string> Ids { get; } = ids;
}
