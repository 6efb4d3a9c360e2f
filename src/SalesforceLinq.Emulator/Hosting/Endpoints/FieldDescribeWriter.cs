using System.Globalization;
using System.Text.Json;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Writes a field as describe shows it: 57 members, in alphabetical order.</summary>
internal static class FieldDescribeWriter
{
    public static void Write(Utf8JsonWriter writer, FieldSchema field)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("aggregatable", field.Aggregatable);
        writer.WriteBoolean("aiPredictionField", field.AiPredictionField);
        writer.WriteBoolean("autoNumber", field.AutoNumber);
        writer.WriteNumber("byteLength", field.ByteLength);
        writer.WriteBoolean("calculated", field.Calculated);
        writer.WriteString("calculatedFormula", field.CalculatedFormula);
        // What becomes of the children of a standard object, its child relationships alone tell.
        writer.WriteBoolean("cascadeDelete", field is { Custom: true, CascadeDelete: true });
        writer.WriteBoolean("caseSensitive", field.CaseSensitive);
        writer.WriteString("compoundFieldName", field.CompoundFieldName);
        writer.WriteString("controllerName", field.ControllerName);
        writer.WriteBoolean("createable", field.Createable);
        writer.WriteBoolean("custom", field.Custom);
        DefaultValue(writer, field);
        writer.WriteString("defaultValueFormula", field.DefaultValueFormula);
        writer.WriteBoolean("defaultedOnCreate", field.DefaultedOnCreate);
        writer.WriteBoolean("dependentPicklist", field.DependentPicklist);
        writer.WriteBoolean("deprecatedAndHidden", field.DeprecatedAndHidden);
        writer.WriteNumber("digits", field.Digits);
        writer.WriteBoolean("displayLocationInDecimal", field.DisplayLocationInDecimal);
        writer.WriteBoolean("encrypted", field.Encrypted);
        writer.WriteBoolean("externalId", field.ExternalId);
        writer.WriteString("extraTypeInfo", field.ExtraTypeInfo);
        writer.WriteBoolean("filterable", field.Filterable);
        writer.WriteNull("filteredLookupInfo");
        writer.WriteBoolean("formulaTreatNullNumberAsZero", field.FormulaTreatNullNumberAsZero);
        writer.WriteBoolean("groupable", field.Groupable);
        writer.WriteBoolean("highScaleNumber", field.HighScaleNumber);
        writer.WriteBoolean("htmlFormatted", field.HtmlFormatted);
        writer.WriteBoolean("idLookup", field.IdLookup);
        writer.WriteString("inlineHelpText", field.InlineHelpText);
        writer.WriteString("label", field.Label);
        writer.WriteNumber("length", field.Length);
        Rest(writer, field);
        writer.WriteEndObject();
    }

    private static void Rest(Utf8JsonWriter writer, FieldSchema field)
    {
        writer.WriteString("mask", field.Mask);
        writer.WriteString("maskType", field.MaskType);
        writer.WriteString("name", field.Name);
        writer.WriteBoolean("nameField", field.NameField);
        writer.WriteBoolean("namePointing", field.NamePointing);
        writer.WriteBoolean("nillable", field.Nillable);
        writer.WriteBoolean("permissionable", field.Permissionable);
        writer.WriteStartArray("picklistValues");
        foreach (PicklistValue value in field.PicklistValues)
            Choice(writer, value);
        writer.WriteEndArray();
        writer.WriteBoolean("polymorphicForeignKey", field.PolymorphicForeignKey);
        writer.WriteNumber("precision", field.Precision);
        writer.WriteBoolean("queryByDistance", field.QueryByDistance);
        writer.WriteString("referenceTargetField", field.ReferenceTargetField);
        writer.WriteStartArray("referenceTo");
        foreach (string target in field.ReferenceTo)
            writer.WriteStringValue(target);
        writer.WriteEndArray();
        writer.WriteString("relationshipName", field.RelationshipName);
        if (field.RelationshipOrder is { } order)
            writer.WriteNumber("relationshipOrder", order);
        else
            writer.WriteNull("relationshipOrder");
        writer.WriteBoolean("restrictedDelete", field is { Custom: true, RestrictedDelete: true });
        writer.WriteBoolean("restrictedPicklist", field.RestrictedPicklist);
        writer.WriteNumber("scale", field.Scale);
        writer.WriteBoolean("searchPrefilterable", field.SearchPrefilterable);
        writer.WriteString("soapType", field.SoapType ?? FieldTypeNames.SoapTypeOf(field.Type));
        writer.WriteBoolean("sortable", field.Sortable);
        writer.WriteString("type", field.TypeName ?? FieldTypeNames.NameOf(field.Type));
        writer.WriteBoolean("unique", field.Unique);
        writer.WriteBoolean("updateable", field.Updateable);
        writer.WriteBoolean("writeRequiresMasterRead", field.WriteRequiresMasterRead);
    }

    private static void DefaultValue(Utf8JsonWriter writer, FieldSchema field)
    {
        if (field.Type == FieldType.Boolean && field.DefaultValue is not null)
            writer.WriteBoolean("defaultValue", field.DefaultValue == "true");
        else if (field.IsNumber && double.TryParse(field.DefaultValue, NumberStyles.Float, CultureInfo.InvariantCulture, out double number))
            writer.WriteNumber("defaultValue", number);
        else
            writer.WriteString("defaultValue", field.DefaultValue);
    }

    private static void Choice(Utf8JsonWriter writer, PicklistValue value)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("active", value.Active);
        writer.WriteBoolean("defaultValue", value.DefaultValue);
        writer.WriteString("label", value.Label);
        writer.WriteString("validFor", value.ValidFor);
        writer.WriteString("value", value.Value);
        writer.WriteEndObject();
    }
}
