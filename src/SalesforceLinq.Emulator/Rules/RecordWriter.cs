using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Inserts, updates and upserts records, checked by all rules.</summary>
internal sealed class RecordWriter(TableSet tables, IdSequence ids)
{
    private readonly IRecordRule[] _rules =
        [new TextRule(), new NumberRule(), new PicklistRule(), new ReferenceRule(tables), new RequiredRule(), new LineItemRule(), new UniqueRule(), new DuplicateRule(tables)];

    private readonly DerivedValues _derived = new(tables);
    private readonly RollUps _rollUps = new(tables);
    private readonly RecordDefaults _defaults = new();
    private readonly ParentKeys _parents = new(tables);
    private readonly FileRecords _files = new(tables, ids);

    public WriteOutcome Insert(WriteContext context, ObjectSchema schema, RecordInput input) => Guarded(context, input.Id, () =>
    {
        if (input.Id is not null)
            throw new RecordRefusedException(new RecordError("INVALID_FIELD", "The Id field should not be specified in the sobject data.", null));
        if (!schema.Createable)
            throw new RecordRefusedException(new RecordError("CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY", $"entity type {schema.Name} does not support create", []));
        SetupSeparation.Kind kind = context.Setup.CheckInsert(schema.Name, input);
        StoredRecord record = new(schema);
        record.Set("Id", ids.Next(schema.KeyPrefix!));
        Take(context, input, record, creating: true);
        _defaults.Apply(context, record);
        FileRecords.Name(record);
        RollUps.Begin(record);
        Save(context, before: null, record);
        context.Setup.Written(schema.Name, kind);
        return new WriteOutcome(record.Id, Created: true, []);
    });

    public WriteOutcome Update(WriteContext context, ObjectSchema schema, string id, RecordInput input) => Guarded(context, id, () =>
    {
        StoredRecord before = Live(context, schema, id);
        SetupSeparation.Kind kind = context.Setup.CheckUpdate(schema.Name, input);
        StoredRecord after = before.Copy();
        Take(context, input, after, creating: false);
        RecordDefaults.Touch(context, after);
        Save(context, before, after);
        context.Setup.Written(schema.Name, kind);
        return new WriteOutcome(before.Id, Created: false, []);
    });

    /// <summary>The record of this id, which must be there and not deleted.</summary>
    public StoredRecord Live(WriteContext context, ObjectSchema schema, string id)
    {
        if (!SalesforceId.TryNormalize(id, out string? normal))
            throw new RecordRefusedException(RecordError.WrongId("Record ID", id));
        if (!normal.StartsWith(schema.KeyPrefix!, StringComparison.Ordinal))
            throw new RecordRefusedException(RecordError.WrongId("Record ID", id));
        StoredRecord? record = tables[schema].Find(context.Connection, normal);
        return record switch
        {
            null => throw new RecordRefusedException(RecordError.UnknownRecord()),
            { IsDeleted: true } => throw new RecordRefusedException(RecordError.Deleted()),
            _ => record,
        };
    }

    private static WriteOutcome Guarded(WriteContext context, string? id, Func<WriteOutcome> write)
    {
        if (context.RowLocked)
        {
            context.RowLocked = false;
            return WriteOutcome.Failed([RecordError.RowLocked(id)]);
        }
        try
        {
            return write();
        }
        catch (RecordRefusedException refused)
        {
            return WriteOutcome.Failed(refused.Errors);
        }
    }

    private void Take(WriteContext context, RecordInput input, StoredRecord record, bool creating)
    {
        if (input.UnknownFields.Count > 0)
            throw new RecordRefusedException(RecordError.UnknownField(input.UnknownFields[0], record.Schema.Name));
        List<string> readOnly = [.. input.Values.Select(given => given.Field).Concat(input.Parents.Select(parent => parent.Reference))
            .Where(field => creating ? !field.Createable : !field.Updateable)
            .Select(field => field.Name)];
        if (readOnly.Count > 0)
            throw new RecordRefusedException(RecordError.NotWritable(readOnly));
        foreach ((FieldSchema field, object? value) in input.Values)
        {
            if (value is null && field.Type == FieldType.Boolean)
                throw new RecordRefusedException(new RecordError("INVALID_TYPE_ON_FIELD_IN_RECORD", $"{field.Label}: value not of required type: ", [field.Name]));
            record[field] = value;
        }
        foreach (ParentKey parent in input.Parents)
            record[parent.Reference] = _parents.Resolve(context.Connection, parent);
    }

    private void Save(WriteContext context, StoredRecord? before, StoredRecord after)
    {
        RecordChange change = new(context, before, after);
        List<RecordError> errors = [];
        foreach (IRecordRule rule in _rules)
        {
            rule.Check(change, errors);
            if (errors.Count > 0)
                throw new RecordRefusedException(errors);
        }
        _derived.Apply(context.Connection, before, after, context.Stamp);
        ComputedValues.Apply(after);
        RecordTable table = tables[after.Schema];
        if (before is null)
        {
            _files.BeforeInsert(context, after);
            table.Insert(context.Connection, after);
            _files.AfterInsert(context, after);
        }
        else
        {
            table.Update(context.Connection, before, after);
        }
        _rollUps.Refresh(context, before, after);
    }
}
