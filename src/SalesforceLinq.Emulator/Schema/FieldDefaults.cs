namespace SalesforceLinq.Emulator.Schema;

/// <summary>The flags a field of a type has unless something says otherwise.</summary>
/// <remarks>Source: counted over 13 recorded describes (salesforce-api.md, section 7).</remarks>
internal static class FieldDefaults
{
    private const int LongestGroupable = 255;

    public static FieldSchema Create(string name, string label, FieldType type, int length = 0, int precision = 0, int scale = 0)
    {
        bool longText = type == FieldType.TextArea && length > 255;
        bool unordered = longText || type is FieldType.MultiPicklist or FieldType.Address or FieldType.Location or FieldType.Base64
            or FieldType.EncryptedString;
        int digits = type == FieldType.Int ? (length == 0 ? 9 : length) : 0;
        int characters = type switch
        {
            FieldType.Id or FieldType.Reference => 18,
            FieldType.Int => 0,
            _ => length,
        };
        return new FieldSchema
        {
            Name = name,
            Label = label,
            Type = type,
            Length = characters,
            ByteLength = type is FieldType.Id or FieldType.Reference ? 18 : characters * 3,
            Precision = precision,
            Scale = scale,
            Digits = digits,
            Nillable = type is not (FieldType.Boolean or FieldType.Id),
            Createable = type is not (FieldType.Id or FieldType.Address or FieldType.Location),
            Updateable = type is not (FieldType.Id or FieldType.Address or FieldType.Location),
            Filterable = !longText && type is not (FieldType.Base64 or FieldType.EncryptedString),
            Sortable = !unordered,
            Groupable = !unordered && length <= LongestGroupable && type is not (FieldType.Double or FieldType.Currency or FieldType.Percent or FieldType.DateTime
                or FieldType.Combobox or FieldType.Time),
            Aggregatable = !unordered && type is not (FieldType.Boolean or FieldType.Time),
            DefaultedOnCreate = type is FieldType.Boolean or FieldType.Id,
            DefaultValue = type == FieldType.Boolean ? "false" : null,
            IdLookup = type == FieldType.Id,
            ExtraTypeInfo = type == FieldType.TextArea ? "plaintextarea" : null,
            QueryByDistance = type is FieldType.Address or FieldType.Location,
            SearchPrefilterable = type == FieldType.Reference,
            RestrictedDelete = false,
        };
    }
}
