using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>What an org tells of its user interface: compact layouts, tabs, themes, and the lists an emulated org has nothing in.</summary>
internal sealed class DescribeParts(OrgServices org)
{
    public void Map(Router router)
    {
        router.Map("GET", "sobjects/{object}/describe/compactLayouts", call => Of(call, CompactLayouts));
        router.Map("GET", "sobjects/{object}/describe/approvalLayouts", call => Of(call, (_, _) => Empty("approvalLayouts")));
        router.Map("GET", "sobjects/{object}/quickActions", call => Of(call, (_, _) => Nothing()));
        router.Map("GET", "sobjects/{object}/listviews", call => Of(call, (_, schema) => ListViews(schema)));
        router.Map("GET", "quickActions", _ => new ValueTask<Answer>(Nothing()));
        router.Map("GET", "tabs", call => new ValueTask<Answer>(Tabs(call)));
        router.Map("GET", "theme", _ => new ValueTask<Answer>(Theme()));
    }

    private ValueTask<Answer> Of(Call call, Func<Call, ObjectSchema, Answer> answer) =>
        new(org.Schema.Find(call["object"]) is { } schema ? answer(call, schema) : Answer.NotFound());

    private static Answer Nothing() => Answer.Json(200, writer =>
    {
        writer.WriteStartArray();
        writer.WriteEndArray();
    });

    private static Answer Empty(string member) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        DescribeWriter.EmptyArray(writer, member);
        writer.WriteEndObject();
    });

    private static Answer ListViews(ObjectSchema schema) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteBoolean("done", true);
        DescribeWriter.EmptyArray(writer, "listviews");
        writer.WriteNull("nextRecordsUrl");
        writer.WriteNumber("size", 0);
        writer.WriteString("sobjectType", schema.Name);
        writer.WriteEndObject();
    });

    private static Answer CompactLayouts(Call call, ObjectSchema schema) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("compactLayouts");
        writer.WriteStartObject();
        DescribeWriter.EmptyArray(writer, "actions");
        writer.WriteStartArray("fieldItems");
        if (schema.NameField is { } name)
            FieldItem(writer, name);
        writer.WriteEndArray();
        writer.WriteNull("id");
        DescribeWriter.EmptyArray(writer, "imageItems");
        writer.WriteString("label", "System Default");
        writer.WriteString("name", "SYSTEM");
        writer.WriteString("objectType", schema.Name);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteNull("defaultCompactLayoutId");
        DescribeWriter.EmptyArray(writer, "recordTypeCompactLayoutMappings");
        writer.WriteStartObject("urls");
        writer.WriteString("primary", $"{call.Prefix}/sobjects/{schema.Name}/describe/compactLayouts/primary");
        writer.WriteEndObject();
        writer.WriteEndObject();
    });

    private static void FieldItem(Utf8JsonWriter writer, FieldSchema field)
    {
        writer.WriteStartObject();
        writer.WriteBoolean("editableForNew", field.Createable);
        writer.WriteBoolean("editableForUpdate", field.Updateable);
        writer.WriteString("label", field.Label);
        writer.WriteStartArray("layoutComponents");
        writer.WriteStartObject();
        writer.WriteNumber("displayLines", 1);
        writer.WriteNumber("tabOrder", 1);
        writer.WriteString("type", "Field");
        writer.WriteString("value", field.Name);
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteBoolean("placeholder", false);
        writer.WriteBoolean("required", !field.Nillable);
        writer.WriteEndObject();
    }

    private Answer Tabs(Call call) => Answer.Json(200, writer =>
    {
        writer.WriteStartArray();
        foreach (ObjectSchema schema in org.Schema.Objects.Where(schema => schema.Definition.Has(ObjectAbilities.Layoutable)))
        {
            writer.WriteStartObject();
            DescribeWriter.EmptyArray(writer, "colors");
            writer.WriteBoolean("custom", schema.Custom);
            DescribeWriter.EmptyArray(writer, "icons");
            writer.WriteString("label", schema.LabelPlural);
            writer.WriteString("name", schema.Custom ? schema.Name : "standard-" + schema.Name);
            writer.WriteString("sobjectName", schema.Name);
            writer.WriteString("url", $"{call.Origin}/{schema.KeyPrefix}/o");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    });

    private Answer Theme() => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("themeItems");
        foreach (ObjectSchema schema in org.Schema.Objects.Where(schema => schema.Definition.Has(ObjectAbilities.Layoutable)))
        {
            writer.WriteStartObject();
            DescribeWriter.EmptyArray(writer, "colors");
            DescribeWriter.EmptyArray(writer, "icons");
            writer.WriteString("name", schema.Name);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    });
}
