using System.Text.Json;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Writes the page layout of an object: all its fields, one under the other. It is the same for every record type.</summary>
internal static class LayoutWriter
{
    /// <summary>The layouts of all record types.</summary>
    public static void All(Utf8JsonWriter writer, ObjectSchema schema)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("layouts");
        One(writer, schema);
        writer.WriteEndArray();
        writer.WriteStartArray("recordTypeMappings");
        writer.WriteEndArray();
        writer.WriteBoolean("recordTypeSelectorRequired", false);
        writer.WriteEndObject();
    }

    public static void One(Utf8JsonWriter writer, ObjectSchema schema)
    {
        writer.WriteStartObject();
        Section(writer, "detailLayoutSections", schema, schema.Fields.Where(field => field.Stored));
        Section(writer, "editLayoutSections", schema, schema.Fields.Where(field => field.Stored && field.Createable));
        writer.WriteNull("id");
        writer.WriteEndObject();
    }

    private static void Section(Utf8JsonWriter writer, string name, ObjectSchema schema, IEnumerable<FieldSchema> fields)
    {
        writer.WriteStartArray(name);
        writer.WriteStartObject();
        writer.WriteString("heading", schema.Label + " Information");
        writer.WriteStartArray("layoutRows");
        foreach (FieldSchema field in fields)
            Row(writer, field);
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
    }

    private static void Row(Utf8JsonWriter writer, FieldSchema field)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("layoutItems");
        writer.WriteStartObject();
        writer.WriteString("label", field.Label);
        writer.WriteBoolean("required", !field.Nillable);
        writer.WriteStartArray("layoutComponents");
        writer.WriteStartObject();
        writer.WriteString("type", "Field");
        writer.WriteString("value", field.Name);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
