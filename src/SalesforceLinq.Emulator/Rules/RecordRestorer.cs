using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Takes records out of the recycle bin, with what went into it with them; or empties it of them for good.</summary>
internal sealed class RecordRestorer(TableSet tables)
{
    private readonly RollUps _rollUps = new(tables);

    public WriteOutcome Undelete(WriteContext context, string id)
    {
        if (Find(context, id) is not (var table, { } record))
            return WriteOutcome.Failed([RecordError.UnknownRecord()]);
        if (!record.IsDeleted)
            return WriteOutcome.Failed([new RecordError("UNDELETE_FAILED", "Entity is not in the recycle bin", [])], record.Id);
        Restore(context, table, record);
        return new WriteOutcome(record.Id, Created: false, []);
    }

    public WriteOutcome EmptyBin(WriteContext context, string id)
    {
        if (Find(context, id) is not (var table, { } record))
            return WriteOutcome.Failed([RecordError.UnknownRecord()]);
        if (!record.IsDeleted)
            return WriteOutcome.Failed([new RecordError("INVALID_ID_FIELD", "invalid record id; no recycle bin entry found", [])], record.Id);
        Purge(context, table, record.Id);
        return new WriteOutcome(record.Id, Created: false, []);
    }

    /// <summary>Removes a deleted record, and those that were deleted with it, from the store.</summary>
    public void Purge(WriteContext context, RecordTable table, string id)
    {
        foreach (ChildRelationship relationship in table.Schema.ChildRelationships)
        {
            if (!relationship.CascadeDelete)
                continue;
            RecordTable children = tables[relationship.ChildObject];
            foreach (StoredRecord child in children.Where(context.Connection, $"{RecordTable.Quoted(relationship.Field.Name)} = $p0 AND \"IsDeleted\" = 1", id))
                Purge(context, children, child.Id);
        }
        table.Remove(context.Connection, id);
    }

    private void Restore(WriteContext context, RecordTable table, StoredRecord record)
    {
        StoredRecord restored = record.Copy();
        restored.Set("IsDeleted", false);
        RecordDefaults.Touch(context, restored);
        table.Update(context.Connection, record, restored);
        _rollUps.Refresh(context, null, restored);

        // The master comes first: only a record that is there sums up its details.
        foreach (ChildRelationship relationship in table.Schema.ChildRelationships)
        {
            if (!relationship.CascadeDelete)
                continue;
            RecordTable children = tables[relationship.ChildObject];
            // What was deleted before its parent stays where it is.
            foreach (StoredRecord child in children.Where(
                context.Connection, $"{RecordTable.Quoted(relationship.Field.Name)} = $p0 AND \"IsDeleted\" = 1 AND \"SystemModstamp\" = $p1", record.Id, record.Text("SystemModstamp")))
            {
                Restore(context, children, child);
            }
        }
    }

    private (RecordTable Table, StoredRecord? Record)? Find(WriteContext context, string id) =>
        SalesforceId.TryNormalize(id, out string? normal) && tables.OfId(normal) is { } table ? (table, table.Find(context.Connection, normal)) : null;
}
