using System.Collections.Frozen;
using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Soql.Binding;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Window;

/// <summary>The objects, rows and records the window shows, as the org's first user sees them.</summary>
internal sealed class WindowRows(OrgServices org)
{
    private const int PageSize = 100;
    private const int MostOwnFields = 6;

    /// <summary>All objects with the number of their records and a query that shows some of their fields.</summary>
    public ValueTask<Answer> ObjectsAsync(Call call) => org.ReadAsync(call, connection => Answer.Json(200, writer =>
    {
        FrozenDictionary<string, long> counts = org.Database.Counts.Live(connection);
        writer.WriteStartArray();
        foreach (ObjectSchema schema in org.Schema.Objects.Where(schema => schema.Queryable).OrderBy(schema => schema.Name, StringComparer.OrdinalIgnoreCase))
        {
            writer.WriteStartObject();
            writer.WriteString("name", schema.Name);
            writer.WriteString("label", schema.LabelPlural);
            writer.WriteNumber("count", counts[schema.Name]);
            writer.WriteString("soql", Introduction(schema));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }));

    /// <summary>One page of any query.</summary>
    public ValueTask<Answer> QueryAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        string soql = body.RootElement.TryGetProperty("soql", out JsonElement text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "";
        int offset = body.RootElement.TryGetProperty("offset", out JsonElement from) && from.TryGetInt32(out int place) ? place : 0;
        bool deleted = body.RootElement.TryGetProperty("deleted", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        return org.ReadAsync(call, connection => Answer.Json(200, writer =>
        {
            QueryContext context = QueryEndpoints.ContextOf(org, AsUser(call), connection, deleted);
            CompiledQuery query = org.Queries.Compile(soql, context);
            writer.WriteStartObject();
            writer.WriteString("object", query.Query.Root.Object.Name);
            writer.WriteNumber("size", PageSize);
            writer.WritePropertyName("page");
            if (query is CompiledRows)
                org.Queries.WritePage(connection.Connection, org.Queries.Open(connection.Connection, soql, context) with { BatchSize = PageSize }, offset, writer, _ => "");
            else
                org.Queries.Run(connection.Connection, query, context, writer, _ => "");
            writer.WriteEndObject();
        }));
    }

    /// <summary>All fields of one record, deleted or not.</summary>
    public ValueTask<Answer> RecordAsync(Call call)
    {
        if (!SalesforceId.TryNormalize(call.Query["id"] ?? "", out string? id) || org.Tables.OfId(id) is not { } table)
            return new ValueTask<Answer>(Answer.NotFound());
        return org.ReadAsync(call, connection => table.Find(connection, id) is { } record ? Answer.Json(200, writer => Record(writer, record)) : Answer.NotFound());
    }

    private void Record(Utf8JsonWriter writer, StoredRecord record)
    {
        writer.WriteStartObject();
        writer.WriteString("object", record.Schema.Name);
        writer.WriteString("id", record.Id);
        writer.WriteStartArray("fields");
        foreach (FieldSchema field in record.Schema.Fields.Where(field => field.Stored))
        {
            writer.WriteStartObject();
            writer.WriteString("name", field.Name);
            writer.WriteString("label", field.Label);
            writer.WriteString("type", FieldTypeNames.NameOf(field.Type));
            if (field.Type == FieldType.Reference && record[field] is string { Length: > 3 } target)
                writer.WriteString("to", org.Schema.FindByKeyPrefix(target[..3])?.Name);
            writer.WritePropertyName("value");
            if (field.Name == "IsDeleted")
                writer.WriteBooleanValue(record.IsDeleted);
            else if (field.Type == FieldType.Base64)
                writer.WriteStringValue(record[field] is byte[] bytes ? $"{bytes.Length} bytes" : null);
            else
                RecordJson.Value(writer, record, field, "");
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    // The field people know a record by, then some values of its own; what leads to other records and what the org keeps itself come last.
    private static string Introduction(ObjectSchema schema)
    {
        string? name = schema.NameField?.Name;
        IEnumerable<string> own = schema.Fields
            .Where(field => field is { Stored: true, Createable: true, Filterable: true } && field.Name != "RecordTypeId" && field.CompoundFieldName is null)
            .OrderBy(field => field.Type == FieldType.Reference)
            .Select(field => field.Name)
            .Take(MostOwnFields);
        IEnumerable<string> known = new[] { "CreatedDate" }.Where(field => schema.FindField(field) is not null);
        string order = schema.NameField is { Sortable: true } ? $" ORDER BY {name}" : "";
        return $"SELECT {string.Join(", ", new[] { "Id", name }.OfType<string>().Concat(own).Concat(known).Distinct())} FROM {schema.Name}{order}";
    }

    private Call AsUser(Call call) => call with { Version = ApiVersions.Highest, Session = new Session("", org.Identity.UserId, org.Clock.GetUtcNow()) };
}
