namespace SalesforceLinq.Emulator.Schema;

/// <summary>The type of a field, in describe's own terms.</summary>
internal enum FieldType
{
    Id,
    Reference,
    String,
    TextArea,
    Picklist,
    MultiPicklist,
    Combobox,
    Boolean,
    Int,
    Double,
    Currency,
    Percent,
    Date,
    DateTime,
    Time,
    Email,
    Phone,
    Url,
    EncryptedString,
    Base64,
    Address,
    Location,
    AnyType,
}
