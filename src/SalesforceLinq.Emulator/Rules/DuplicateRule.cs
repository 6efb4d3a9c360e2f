using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>A record is no duplicate of another one, by the rules its object was given.</summary>
internal sealed class DuplicateRule(TableSet tables) : IRecordRule
{
    private const int MostMatches = 10;

    public void Check(RecordChange change, List<RecordError> errors)
    {
        if (change.Context.Duplicates.AllowSave)
            return;
        foreach (IReadOnlyList<string> names in change.Schema.Definition.DuplicateRules)
        {
            List<FieldSchema> fields = [.. names.Select(name => change.Schema.FindField(name)!)];
            if (!fields.Exists(change.Changes) || fields.Exists(field => change.After[field] is null))
                continue;
            List<string> ids = Find(change, fields);
            if (ids.Count > 0)
            {
                errors.Add(new RecordError("DUPLICATES_DETECTED", "Use one of these records?", [])
                {
                    Duplicates = new DuplicateMatches(change.Schema.Name, [.. fields.Select(field => field.Name)], [.. ids.Select(id => (id, Details(change, id, fields)))]),
                });
            }
        }
    }

    private static List<string> Find(RecordChange change, List<FieldSchema> fields)
    {
        string same = string.Join(" AND ", fields.Select((field, index) => $"{RecordTable.Quoted(field.Name)} = $p{index} COLLATE NOCASE"));
        return change.Context.Connection.Texts(
            $"SELECT \"Id\" FROM {RecordTable.Quoted(change.Schema.Name)} WHERE {same} AND \"IsDeleted\" = 0 AND \"Id\" IS NOT $p{fields.Count} ORDER BY \"Id\" LIMIT {MostMatches}",
            [.. fields.Select(field => change.After[field]), change.Before?.Id]);
    }

    private IReadOnlyList<object?>? Details(RecordChange change, string id, List<FieldSchema> fields) =>
        change.Context.Duplicates.IncludeRecordDetails && tables[change.Schema].Find(change.Context.Connection, id) is { } record
            ? [.. fields.Select(field => record[field])]
            : null;
}
