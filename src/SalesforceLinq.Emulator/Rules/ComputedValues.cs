using System.Globalization;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Computes the formulas of a record that have a delegate, in the order the schema declares them.</summary>
internal static class ComputedValues
{
    public static void Apply(StoredRecord record)
    {
        Dictionary<string, object?>? values = null;
        foreach (FieldSchema field in record.Schema.Fields)
        {
            if (field.Compute is not { } compute)
                continue;
            values ??= Values(record);
            record[field] = Stored(field, compute(values));
            values[field.Name] = Shown(field, record[field]);
        }
    }

    private static Dictionary<string, object?> Values(StoredRecord record)
    {
        Dictionary<string, object?> values = new(StringComparer.OrdinalIgnoreCase);
        foreach (FieldSchema field in record.Schema.Fields.Where(field => field.Stored))
            values[field.Name] = Shown(field, record[field]);
        return values;
    }

    private static object? Shown(FieldSchema field, object? value) => value switch
    {
        long flag when field.Type == FieldType.Boolean => flag != 0,
        long number => (double)number,
        _ => value,
    };

    private static object? Stored(FieldSchema field, object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) is { Length: > 0 } text
        ? ValueReader.Read(field, text)
        : field.Type == FieldType.Boolean ? 0L : null;
}
