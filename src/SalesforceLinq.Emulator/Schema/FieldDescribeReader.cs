using System.Text.Json;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Reads a field from a describe answer.</summary>
internal static class FieldDescribeReader
{
    public static FieldSchema Read(JsonElement field)
    {
        string name = field.Text("name") ?? throw new FormatException("A field of this describe answer has no 'name'.");
        string typeName = field.Text("type") ?? "string";
        bool known = FieldTypeNames.TryParse(typeName, out FieldType type);
        if (!known)
        {
            // Types without a column of their own kind (complexvalue, json …) are kept as opaque values; long is a wide int.
            type = typeName == "long" ? FieldType.Int : FieldType.AnyType;
        }
        FieldSchema read = new()
        {
            Name = name,
            Label = field.Text("label") ?? name,
            Type = type,
            TypeName = known ? null : typeName,
            SoapType = field.Text("soapType"),
            Length = field.Number("length"),
            ByteLength = field.Number("byteLength"),
            Precision = field.Number("precision"),
            Scale = field.Number("scale"),
            Digits = field.Number("digits"),
            Nillable = field.Flag("nillable"),
            DefaultValue = Default(field),
            DefaultValueFormula = field.Text("defaultValueFormula"),
            PicklistValues = [.. field.Items("picklistValues").Select(Picklist)],
            RestrictedPicklist = field.Flag("restrictedPicklist"),
            ControllerName = field.Text("controllerName"),
            DependentPicklist = field.Flag("dependentPicklist"),
            CompoundFieldName = field.Text("compoundFieldName"),
            NameField = field.Flag("nameField"),
            InlineHelpText = field.Text("inlineHelpText"),
            ExtraTypeInfo = field.Text("extraTypeInfo"),
            Mask = field.Text("mask"),
            MaskType = field.Text("maskType"),
        };
        return WithFlags(WithReference(WithUse(read, field), field), field);
    }

    /// <summary>What may be done with the field.</summary>
    private static FieldSchema WithUse(FieldSchema read, JsonElement field) => read with
    {
        Createable = field.Flag("createable"),
        Updateable = field.Flag("updateable"),
        Filterable = field.Flag("filterable"),
        Sortable = field.Flag("sortable"),
        Groupable = field.Flag("groupable"),
        Aggregatable = field.Flag("aggregatable") || !field.TryGetProperty("aggregatable", out _),
        Unique = field.Flag("unique"),
        CaseSensitive = field.Flag("caseSensitive"),
        ExternalId = field.Flag("externalId"),
        IdLookup = field.Flag("idLookup"),
        Calculated = field.Flag("calculated"),
        CalculatedFormula = field.Text("calculatedFormula"),
        AutoNumber = field.Flag("autoNumber"),
        DefaultedOnCreate = field.Flag("defaultedOnCreate"),
        Permissionable = field.Flag("permissionable"),
    };

    private static FieldSchema WithReference(FieldSchema read, JsonElement field) => read with
    {
        ReferenceTo = [.. field.Items("referenceTo").Where(target => target.ValueKind == JsonValueKind.String).Select(target => target.GetString()!)],
        ReferenceTargetField = field.Text("referenceTargetField"),
        RelationshipName = field.Text("relationshipName"),
        RelationshipOrder = field.OptionalNumber("relationshipOrder"),
        ChildRelationshipName = ChildName(read.Name, read.Type),
        PolymorphicForeignKey = field.Flag("polymorphicForeignKey"),
        NamePointing = field.Flag("namePointing"),
        CascadeDelete = field.Flag("cascadeDelete"),
        RestrictedDelete = field.Flag("restrictedDelete"),
        WriteRequiresMasterRead = field.Flag("writeRequiresMasterRead"),
    };

    private static FieldSchema WithFlags(FieldSchema read, JsonElement field) => read with
    {
        Custom = field.TryGetProperty("custom", out _) ? field.Flag("custom") : read.Custom,
        AiPredictionField = field.Flag("aiPredictionField"),
        DeprecatedAndHidden = field.Flag("deprecatedAndHidden"),
        DisplayLocationInDecimal = field.Flag("displayLocationInDecimal"),
        Encrypted = field.Flag("encrypted"),
        FormulaTreatNullNumberAsZero = field.Flag("formulaTreatNullNumberAsZero"),
        HighScaleNumber = field.Flag("highScaleNumber"),
        HtmlFormatted = field.Flag("htmlFormatted"),
        QueryByDistance = field.Flag("queryByDistance"),
        SearchPrefilterable = field.Flag("searchPrefilterable"),
    };

    // The parent's own describe tells the real name; without it a custom lookup is called by its field.
    private static string? ChildName(string field, FieldType type) =>
        type == FieldType.Reference && field.EndsWith("__c", StringComparison.OrdinalIgnoreCase) ? field[..^3] + "s__r" : null;

    private static string? Default(JsonElement field)
    {
        if (!field.TryGetProperty("defaultValue", out JsonElement value))
            return null;
        return value.ValueKind switch
        {
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.String => value.GetString(),
            JsonValueKind.Number => value.GetRawText(),
            _ => null,
        };
    }

    private static PicklistValue Picklist(JsonElement value)
    {
        string text = value.Text("value") ?? "";
        return new PicklistValue(text, value.Text("label") ?? text, value.Flag("active"), value.Flag("defaultValue"), value.Text("validFor"));
    }
}
