using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>The C# type of a field.</summary>
internal sealed class FieldTypes
{
    /// <summary>The type without a question mark, and whether it is one of a value (so that null needs the mark to be possible at all).</summary>
    /// <param name="field">The field.</param>
    /// <param name="picklist">Name of its enum; null when it has none.</param>
    public (string Name, bool IsValue) Of(FieldDescription field, string? picklist) => field.Type switch
    {
        "boolean" => ("bool", true),
        "int" => ("int", true),
        "long" => ("long", true),
        // Exact to 18 digits, as the platform is; a double is not.
        "double" or "currency" or "percent" => ("decimal", true),
        "date" => ("DateOnly", true),
        "datetime" => ("DateTimeOffset", true),
        "time" => ("TimeOnly", true),
        "address" => ("Address", false),
        "location" => ("Location", false),
        "picklist" when picklist is not null => (picklist, true),
        "multipicklist" => ($"HashSet<{picklist ?? "string"}>", false),
        "anyType" or "complexvalue" or "json" or "junctionIdList" => ("JToken", false),
        // id, reference, texts of all kinds, picklists as text; base64, which is text on writing and the path of the content on reading.
        _ => ("string", false),
    };
}
