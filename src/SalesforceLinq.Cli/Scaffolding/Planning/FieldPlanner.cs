using System.Globalization;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Scaffolding.Planning;

/// <summary>Plans the property of a field: its type, whether it may be null, what may be done with it.</summary>
internal sealed class FieldPlanner
{
    private readonly FieldTypes _types = new();

    public PropertyPlan Plan(FieldDescription field, string name, string? enumName)
    {
        (string type, bool isValue) = _types.Of(field, enumName);
        bool isNullable = IsNullable(field, isValue);
        return new PropertyPlan(name, isNullable ? type + "?" : type, Text(field.Label ?? field.Name, field.InlineHelpText))
        {
            Value = ValueOf(field),
            Attribute = AttributeOf(field, name),
            Initializer = InitializerOf(field, isNullable, isValue),
        };
    }

    // A required number or date that can be set stays nullable: nobody could tell a forgotten one from zero, and the org would store the zero.
    // As null it is not sent, and the org names what is missing. A checkbox is never null to the org, and is only so here where a new record must not send it.
    private static bool IsNullable(FieldDescription field, bool isValue)
    {
        if (field.Name == "Id")
            return true;
        if (field.Type == "boolean")
            return field is { Createable: false, Updateable: true };
        return field.Nillable || (isValue && field.Createable) || (!isValue && !field.Createable && field.Updateable)
            || (!isValue && field is { Createable: true, DefaultedOnCreate: true });
    }

    private static string? InitializerOf(FieldDescription field, bool isNullable, bool isValue)
    {
        // A new record starts as the org would start it, so that saving it does not undo the default.
        if (field.Type == "boolean")
            return !isNullable && field.Createable && field.DefaultsToTrue() ? "true" : null;
        return isNullable || isValue ? null : "null!";
    }

    private static string? AttributeOf(FieldDescription field, string name)
    {
        List<string> arguments = [];
        if (field.Name != name)
            arguments.Add($"\"{field.Name}\"");
        if (field.Name != "Id")
        {
            if (field is { Createable: false, Updateable: false })
                arguments.Add("ReadOnly = true");
            else if (field is { Createable: true, Updateable: false })
                arguments.Add("CreateOnly = true");
        }

        if (field.ExternalId)
            arguments.Add("ExternalId = true");
        if (field is { Type: "textarea", Filterable: false })
            arguments.Add("LongText = true");
        return arguments.Count > 0 ? $"Field({string.Join(", ", arguments)})" : null;
    }

    private static string? ValueOf(FieldDescription field)
    {
        List<string> facts = [];
        if (field is { Createable: true, Nillable: false, DefaultedOnCreate: false } && field.Type != "boolean")
            facts.Add("Required.");
        if (field.Calculated)
            facts.Add(string.IsNullOrWhiteSpace(field.CalculatedFormula) ? "Computed by the org." : $"Computed by the org: {field.CalculatedFormula}");
        else if (field.AutoNumber)
            facts.Add("Numbered by the org.");
        if (field.Type == "reference" && field.ReferenceTo.Count > 0)
            facts.Add($"Id of {Listed(field.ReferenceTo)}.");
        if (field is { Type: "string" or "textarea" or "email" or "phone" or "url" or "encryptedstring" or "combobox", Length: > 0 })
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"Up to {field.Length:N0} characters."));
        if (field is { Type: "double" or "currency" or "percent", Precision: > 0 })
            facts.Add(string.Create(CultureInfo.InvariantCulture, $"Up to {field.Precision} digits, {field.Scale} of them behind the point."));
        if (field.Unique)
            facts.Add("Unique.");
        if (field.Type == "base64")
            facts.Add("Base64 text on writing; the path of the content on reading.");
        return facts.Count > 0 ? string.Join(' ', facts) : null;
    }

    private static string Listed(IReadOnlyList<string> names)
    {
        const int Most = 8;
        string[] sorted = [.. names.Order(StringComparer.Ordinal)];
        string[] shown = sorted.Length > Most ? [.. sorted.Take(Most), string.Create(CultureInfo.InvariantCulture, $"{sorted.Length - Most} others")] : sorted;
        return shown.Length == 1 ? shown[0] : $"{string.Join(", ", shown[..^1])} or {shown[^1]}";
    }

    private static string Text(string label, string? help) => string.IsNullOrWhiteSpace(help) ? label.Trim() : $"{label.Trim().TrimEnd('.')}. {help.Trim()}";
}
