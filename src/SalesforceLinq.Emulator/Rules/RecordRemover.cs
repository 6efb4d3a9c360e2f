using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Deletes records: into the recycle bin, with what belongs to them, unless something holds them back.</summary>
internal sealed class RecordRemover(TableSet tables, RecordWriter writer)
{
    private readonly RollUps _rollUps = new(tables);

    public WriteOutcome Delete(WriteContext context, ObjectSchema schema, string id)
    {
        if (context.RowLocked)
        {
            context.RowLocked = false;
            return WriteOutcome.Failed([RecordError.RowLocked(id)]);
        }
        string mark = context.Lease.Mark();
        try
        {
            StoredRecord record = writer.Live(context, schema, id);
            if (!schema.Deletable)
                throw new RecordRefusedException(new RecordError("INSUFFICIENT_ACCESS_OR_READONLY", "insufficient access rights on object id", []));
            SetupSeparation.Kind kind = context.Setup.CheckDelete(schema.Name);
            Remove(context, record);
            context.Setup.Written(schema.Name, kind);
            context.Lease.Release(mark);
            return new WriteOutcome(record.Id, Created: false, []);
        }
        catch (RecordRefusedException refused)
        {
            context.Lease.RollBackTo(mark);
            return WriteOutcome.Failed(refused.Errors);
        }
    }

    private void Remove(WriteContext context, StoredRecord record)
    {
        foreach (ChildRelationship relationship in record.Schema.ChildRelationships)
        {
            // Who owns, made or changed a record does not hold on to it, nor it to them.
            if (!relationship.CascadeDelete && !relationship.RestrictedDelete && relationship.Field.RelationshipName is "Owner" or "CreatedBy" or "MasterRecord" or "LastModifiedBy")
                continue;
            RecordTable children = tables[relationship.ChildObject];
            List<StoredRecord> found = children.Where(
                context.Connection, $"{RecordTable.Quoted(relationship.Field.Name)} = $p0 AND \"IsDeleted\" = 0", record.Id);
            if (found.Count == 0)
                continue;
            if (relationship.RestrictedDelete)
                throw new RecordRefusedException(Held(record, relationship, found));
            foreach (StoredRecord child in found)
            {
                if (relationship.CascadeDelete)
                    Remove(context, child);
                else
                    Release(context, children, relationship.Field, child);
            }
        }
        RecordTable table = tables[record.Schema];
        if (table.HasDeletedField)
        {
            StoredRecord deleted = record.Copy();
            deleted.Set("IsDeleted", true);
            RecordDefaults.Touch(context, deleted);
            table.Update(context.Connection, record, deleted);
        }
        else
        {
            table.Remove(context.Connection, record.Id);
        }
        _rollUps.Refresh(context, record, null);
    }

    private void Release(WriteContext context, RecordTable children, FieldSchema field, StoredRecord child)
    {
        StoredRecord released = child.Copy();
        released[field] = null;
        RecordDefaults.Touch(context, released);
        children.Update(context.Connection, child, released);
        _rollUps.Refresh(context, child, released);
    }

    private static RecordError Held(StoredRecord record, ChildRelationship relationship, List<StoredRecord> children)
    {
        string name = Called(record);
        string list = string.Join(", ", children.Select(Called));
        string kind = relationship.ChildObject.LabelPlural.ToLower(CultureInfo.InvariantCulture);
        return new RecordError(
            "DELETE_FAILED", $"Your attempt to delete {name} could not be completed because it is associated with the following {kind}.: {list}\n", []);
    }

    private static string Called(StoredRecord record) => record.Schema.NameField is { } name ? record[name] as string ?? record.Id : record.Id;
}
