using System.Runtime.CompilerServices;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Fills in what a new record did not say: defaults, owner, auto-numbers, who made it and when.</summary>
internal sealed class RecordDefaults
{
    // Runs for each sample record before the runtime would have compiled it well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Apply(WriteContext context, StoredRecord record)
    {
        foreach (FieldSchema field in record.Schema.Fields)
        {
            if (!field.Stored || record[field] is not null)
                continue;
            if (field.AutoNumber)
                record[field] = Numbered(context, record.Schema, field);
            else if (field.Type == FieldType.Boolean)
                record[field] = field.DefaultValue == "true" ? 1L : 0L;
            else if (field.DefaultValue is { Length: > 0 } text && ValueReader.Read(field, text) is { } value)
                record[field] = value;
        }
        record.Set("OwnerId", record.Text("OwnerId") ?? context.UserId);
        record.Set("CreatedDate", context.Stamp);
        record.Set("CreatedById", context.UserId);
        Touch(context, record);
        if (record.Schema.NameField is { Name: "Name", Nillable: true } name && record[name] is null)
            record[name] = record.Id;
    }

    /// <summary>Says who changed a record, and when.</summary>
    public static void Touch(WriteContext context, StoredRecord record)
    {
        record.Set("LastModifiedDate", context.Stamp);
        record.Set("LastModifiedById", context.UserId);
        record.Set("SystemModstamp", context.Stamp);
    }

    private static string Numbered(WriteContext context, ObjectSchema schema, FieldSchema field)
    {
        long number = CounterTable.Next(context.Connection, $"{schema.Name}.{field.Name}");
        return AutoNumberFormat.Apply(field.DisplayFormat ?? "{0}", number, context.Now);
    }
}
