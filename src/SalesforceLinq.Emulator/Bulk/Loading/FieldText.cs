using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Turns the text of a field in CSV or XML into its stored form.</summary>
internal static class FieldText
{
    /// <summary>What stands for null in CSV, where an empty field stands for nothing at all.</summary>
    public const string Null = "#N/A";

    /// <exception cref="RecordRefusedException">The text is no value of the field's type.</exception>
    public static object? Read(FieldSchema field, string text, int column)
    {
        string trimmed = text.Trim();
        if (trimmed.Length == 0)
            return null;
        if (field.Type == FieldType.Boolean)
            trimmed = Boolean(trimmed);
        return ValueReader.Read(field, trimmed) ?? throw new RecordRefusedException(new RecordError(
            "INVALID_FIELD", $"Failed to deserialize field at col {column}. Due to, '{text}' is not a valid value for the type {XsdName(field)}", [field.Name]));
    }

    // Bulk API 2.0 guide, "Valid Date and Boolean Formats": more words than JSON has.
    private static string Boolean(string text) => text.ToUpperInvariant() switch
    {
        "YES" or "Y" or "T" or "ON" => "true",
        "NO" or "N" or "F" or "OFF" => "false",
        _ => text,
    };

    private static string XsdName(FieldSchema field) => field.Type switch
    {
        FieldType.Boolean => "xsd:boolean",
        FieldType.Int => "xsd:int",
        FieldType.Double or FieldType.Currency or FieldType.Percent => "xsd:double",
        FieldType.Date => "xsd:date",
        FieldType.DateTime => "xsd:dateTime",
        FieldType.Time => "xsd:time",
        FieldType.Base64 => "xsd:base64Binary",
        _ => "xsd:string",
    };
}
