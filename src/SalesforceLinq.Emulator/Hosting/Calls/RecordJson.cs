using System.Text.Json;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Writes a record as its own resource shows it: attributes, then fields.</summary>
internal static class RecordJson
{
    public static void Write(Utf8JsonWriter writer, StoredRecord record, IEnumerable<FieldSchema> fields, string prefix)
    {
        writer.WriteStartObject();
        writer.WriteStartObject("attributes");
        writer.WriteString("type", record.Schema.Name);
        writer.WriteString("url", $"{prefix}/sobjects/{record.Schema.Name}/{record.Id}");
        writer.WriteEndObject();
        foreach (FieldSchema field in fields)
        {
            writer.WritePropertyName(field.Name);
            Value(writer, record, field, prefix);
        }
        writer.WriteEndObject();
    }

    /// <summary>Writes one field of a record.</summary>
    public static void Value(Utf8JsonWriter writer, StoredRecord record, FieldSchema field, string prefix)
    {
        if (!field.Stored)
        {
            Compound(writer, record, field, prefix);
            return;
        }
        switch (record[field])
        {
            case null:
                writer.WriteNullValue();
                break;
            case byte[]:
                writer.WriteStringValue($"{prefix}/sobjects/{record.Schema.Name}/{record.Id}/{field.Name}");
                break;
            case long whole when field.Type == FieldType.Boolean:
                writer.WriteBooleanValue(whole != 0);
                break;
            case long whole:
                writer.WriteNumberValue(whole);
                break;
            case double number:
                Number(writer, number);
                break;
            case string text when field.Type == FieldType.DateTime:
                writer.WriteStringValue(Moment(text));
                break;
            case var other:
                writer.WriteStringValue(other.ToString());
                break;
        }
    }

    /// <summary>A number with a decimal part, as an org prints doubles.</summary>
    public static void Number(Utf8JsonWriter writer, double number)
    {
        if (number == Math.Truncate(number) && Math.Abs(number) < 1e15)
            writer.WriteRawValue(number.ToString("0.0", System.Globalization.CultureInfo.InvariantCulture), skipInputValidation: true);
        else
            writer.WriteNumberValue(number);
    }

    /// <summary>The wire's <c>…000+0000</c> from the stored <c>…000Z</c>.</summary>
    public static string Moment(string stored) => string.Concat(stored.AsSpan(0, stored.Length - 1), "+0000");

    private static void Compound(Utf8JsonWriter writer, StoredRecord record, FieldSchema field, string prefix)
    {
        List<FieldSchema> parts = [.. record.Schema.PartsOf(field)];
        if (parts.TrueForAll(part => record[part] is null))
        {
            writer.WriteNullValue();
            return;
        }
        writer.WriteStartObject();
        foreach ((string name, FieldSchema part) in parts.Select(part => (LocationParts.MemberName(field, part), part)).OrderBy(pair => pair.Item1, StringComparer.Ordinal))
        {
            writer.WritePropertyName(name);
            Value(writer, record, part, prefix);
        }
        writer.WriteEndObject();
    }
}
