using System.Collections.Concurrent;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Global describe, basic information, describe, and layouts.</summary>
internal sealed class DescribeEndpoints(OrgServices org)
{
    private readonly ConcurrentDictionary<(string Object, string Prefix, string Origin), Answer> _described = new();

    public void Map(Router router)
    {
        router.Map("GET", "sobjects", call => new ValueTask<Answer>(Global(call)));
        router.Map("GET", "sobjects/{object}", call => new ValueTask<Answer>(Of(call, Basic)));
        router.Map("GET", "sobjects/{object}/describe", call => new ValueTask<Answer>(Of(call, Described)));
        router.Map("GET", "sobjects/{object}/describe/layouts", call => new ValueTask<Answer>(Of(call, Layouts)));
        router.Map("GET", "sobjects/{object}/describe/layouts/{recordType}", call => new ValueTask<Answer>(Of(call, Layouts)));
    }

    private Answer Of(Call call, Func<Call, ObjectSchema, Answer> answer) =>
        org.Schema.Find(call["object"]) is { } schema ? answer(call, schema) : Answer.NotFound();

    private Answer Global(Call call) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("encoding", "UTF-8");
        writer.WriteNumber("maxBatchSize", 200);
        writer.WriteStartArray("sobjects");
        foreach (ObjectSchema schema in org.Schema.Objects.OrderBy(schema => schema.Name, StringComparer.Ordinal))
            DescribeWriter.Summary(writer, schema, call.Prefix);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private static Answer Basic(Call call, ObjectSchema schema) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WritePropertyName("objectDescribe");
        DescribeWriter.Summary(writer, schema, call.Prefix);
        writer.WriteStartArray("recentItems");
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private Answer Described(Call call, ObjectSchema schema) => _described.GetOrAdd(
        (schema.Name, call.Prefix, call.Origin),
        static (key, schema) => Answer.Json(200, writer => DescribeWriter.Whole(writer, schema, key.Prefix, key.Origin)),
        schema);

    private static Answer Layouts(Call call, ObjectSchema schema) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteStartArray("layouts");
        writer.WriteStartObject();
        foreach (string section in (string[])["detailLayoutSections", "editLayoutSections"])
        {
            writer.WriteStartArray(section);
            writer.WriteStartObject();
            writer.WriteString("heading", schema.Label + " Information");
            writer.WriteStartArray("layoutRows");
            foreach (FieldSchema field in schema.Fields.Where(field => field.Stored && (field.Createable || section[0] == 'd')))
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
            writer.WriteEndArray();
            writer.WriteEndObject();
            writer.WriteEndArray();
        }
        writer.WriteNull("id");
        writer.WriteEndObject();
        writer.WriteEndArray();
        writer.WriteStartArray("recordTypeMappings");
        writer.WriteEndArray();
        writer.WriteBoolean("recordTypeSelectorRequired", false);
        writer.WriteEndObject();
    });
}
