namespace SalesforceLinq.Mapping.Validation;

/// <summary>Which wire values the fields of each described type hold.</summary>
/// <remarks>Source: Object Reference, "Primitive Data Types" and "Field Types"; recorded describes and rows.</remarks>
internal static class DescribedTypes
{
    private static readonly Type[] Texts = [typeof(string)];
    private static readonly Type[] Numbers = [typeof(decimal), typeof(double)];
    private static readonly Type[] WholeNumbers = [typeof(long), .. Numbers];

    private static readonly Dictionary<string, Type[]> ByName = new(StringComparer.OrdinalIgnoreCase)
    {
        ["id"] = Texts,
        ["reference"] = Texts,
        ["string"] = Texts,
        ["textarea"] = Texts,
        ["picklist"] = Texts,
        ["multipicklist"] = Texts,
        ["combobox"] = Texts,
        ["email"] = Texts,
        ["phone"] = Texts,
        ["url"] = Texts,
        ["encryptedstring"] = Texts,
        ["base64"] = Texts,
        ["boolean"] = [typeof(bool)],
        ["int"] = WholeNumbers,
        ["long"] = WholeNumbers,
        ["double"] = Numbers,
        ["currency"] = Numbers,
        ["percent"] = Numbers,
        ["date"] = [typeof(DateOnly)],
        ["datetime"] = [typeof(DateTimeOffset)],
        ["time"] = [typeof(TimeOnly)],
        ["address"] = [typeof(Http.Address)],
        ["location"] = [typeof(Http.Location)],
    };

    /// <summary>Whether values of a field fit a converter. A type that is not known here, or a converter that takes any JSON, is trusted.</summary>
    public static bool Fits(Http.FieldDescription described, FieldConverter converter)
    {
        if (converter.WireType is not { } wire || !ByName.TryGetValue(described.Type, out Type[]? types))
            return true;
        // A number without decimal places is whole, though it travels as 3.0.
        return types.Contains(wire) || (wire == typeof(long) && types == Numbers && described.Scale == 0);
    }

    /// <summary>The property types that would fit, for a message.</summary>
    public static string Suggest(Http.FieldDescription described) => described.Type switch
    {
        "boolean" => "bool",
        "int" => "int?",
        "double" or "currency" or "percent" => described.Scale == 0 ? "long? or decimal?" : "decimal? or double?",
        "date" => "DateOnly?",
        "datetime" => "DateTimeOffset?",
        "time" => "TimeOnly?",
        "address" => "Address",
        "location" => "Location",
        "picklist" => "string or an enum",
        "multipicklist" => "string, a [Flags] enum or a list",
        "base64" => "byte[]",
        _ => "string",
    };
}
