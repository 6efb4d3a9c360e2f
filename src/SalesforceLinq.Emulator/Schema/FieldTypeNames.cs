namespace SalesforceLinq.Emulator.Schema;

/// <summary>How describe spells each type, and the SOAP type that goes with it.</summary>
internal static class FieldTypeNames
{
    private static readonly (FieldType Type, string Name, string SoapType)[] Table =
    [
        (FieldType.Id, "id", "tns:ID"),
        (FieldType.Reference, "reference", "tns:ID"),
        (FieldType.String, "string", "xsd:string"),
        (FieldType.TextArea, "textarea", "xsd:string"),
        (FieldType.Picklist, "picklist", "xsd:string"),
        (FieldType.MultiPicklist, "multipicklist", "xsd:string"),
        (FieldType.Combobox, "combobox", "xsd:string"),
        (FieldType.Boolean, "boolean", "xsd:boolean"),
        (FieldType.Int, "int", "xsd:int"),
        (FieldType.Double, "double", "xsd:double"),
        (FieldType.Currency, "currency", "xsd:double"),
        (FieldType.Percent, "percent", "xsd:double"),
        (FieldType.Date, "date", "xsd:date"),
        (FieldType.DateTime, "datetime", "xsd:dateTime"),
        (FieldType.Time, "time", "xsd:time"),
        (FieldType.Email, "email", "xsd:string"),
        (FieldType.Phone, "phone", "xsd:string"),
        (FieldType.Url, "url", "xsd:string"),
        (FieldType.EncryptedString, "encryptedstring", "xsd:string"),
        (FieldType.Base64, "base64", "xsd:base64Binary"),
        (FieldType.Address, "address", "urn:address"),
        (FieldType.Location, "location", "urn:location"),
        (FieldType.AnyType, "anyType", "xsd:anyType"),
    ];

    private static readonly Dictionary<string, FieldType> ByName =
        Table.ToDictionary(row => row.Name, row => row.Type, StringComparer.OrdinalIgnoreCase);

    public static string NameOf(FieldType type) => Table[(int)type].Name;

    public static string SoapTypeOf(FieldType type) => Table[(int)type].SoapType;

    public static bool TryParse(string name, out FieldType type) => ByName.TryGetValue(name, out type);
}
