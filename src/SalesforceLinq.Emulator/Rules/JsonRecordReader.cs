using System.Runtime.InteropServices;
using System.Text.Json;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Reads a record from the JSON of a request.</summary>
internal sealed class JsonRecordReader(OrgSchema schema)
{
    public RecordInput Read(ObjectSchema target, JsonElement json)
    {
        RecordInput input = new();
        foreach (JsonProperty member in json.EnumerateObject())
        {
            if (member.NameEquals("attributes"))
                continue;
            if (target.FindField(member.Name) is not { } field)
            {
                if (target.FindRelationship(member.Name) is { } reference)
                    Parent(input, reference, member.Value, json);
                else
                    input.UnknownFields.Add(member.Name);
            }
            else if (field.Type == FieldType.Id)
            {
                input.Id = member.Value.ValueKind == JsonValueKind.Null ? null : Text(member.Value);
            }
            else
            {
                input.Values.Add((field, Value(field, member.Value, json)));
            }
        }
        return input;
    }

    private void Parent(RecordInput input, FieldSchema reference, JsonElement value, JsonElement record)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            input.Values.Add((reference, null));
            return;
        }
        if (value.ValueKind != JsonValueKind.Object)
            throw Cannot(value, "SObject", record);
        string? type = value.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object
            && attributes.TryGetProperty("type", out JsonElement name) && name.ValueKind == JsonValueKind.String ? name.GetString() : null;
        if (type is null && reference.ReferenceTo.Count > 1)
        {
            throw new UnreadableRequestException(
                "JSON_PARSER_ERROR", "Nested object for polymorphic foreign key must have an attributes field before any other fields.");
        }
        string parentName = type ?? reference.ReferenceTo[0];
        ObjectSchema parent = schema.Find(parentName)
            ?? throw new RecordRefusedException(new RecordError("INVALID_TYPE", $"sObject type '{parentName}' is not supported.", null));
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (member.NameEquals("attributes"))
                continue;
            FieldSchema key = parent.FindField(member.Name) is { } found && (found.IdLookup || found.ExternalId)
                ? found
                : throw new RecordRefusedException(new RecordError(
                    "INVALID_FIELD", $"Foreign key external ID: {Text(member.Value)} not found for field {member.Name} in entity {parent.Name}", []));
            input.Parents.Add(new ParentKey(reference, parent.Name, key.Name, key.Type == FieldType.Id ? Text(member.Value) : Value(key, member.Value, record)));
            return;
        }
        throw Cannot(value, "SObject", record);
    }

    private static object? Value(FieldSchema field, JsonElement value, JsonElement record)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.Object or JsonValueKind.Array:
                throw Cannot(value, TypeName(field), record);
            case JsonValueKind.String when field.IsText || field.Type == FieldType.Reference:
                return Trimmed(value.GetString()!);
            default:
                string text = Text(value).Trim();
                if (text.Length == 0)
                    return null;
                return Fits(field, value.ValueKind) && ValueReader.Read(field, text) is { } read ? read : throw Cannot(value, TypeName(field), record);
        }
    }

    private static bool Fits(FieldSchema field, JsonValueKind kind) => kind switch
    {
        JsonValueKind.True or JsonValueKind.False => field.Type == FieldType.Boolean || field.IsText,
        JsonValueKind.Number => field.IsNumber || field.IsText,
        _ => true,
    };

    private static string? Trimmed(string text) => text.Trim() is { Length: > 0 } trimmed ? trimmed : null;

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();

    private static string TypeName(FieldSchema field) => field.Type switch
    {
        FieldType.Boolean => "boolean",
        FieldType.Int => "int",
        FieldType.Double => "double",
        FieldType.Currency => "currency",
        FieldType.Percent => "percent",
        FieldType.Date => "date",
        FieldType.DateTime => "datetime",
        FieldType.Time => "time",
        FieldType.Base64 => "base64",
        FieldType.Reference => "reference",
        _ => "string",
    };

    private static UnreadableRequestException Cannot(JsonElement value, string type, JsonElement record)
    {
        string token = value.ValueKind switch
        {
            JsonValueKind.Object => "START_OBJECT",
            JsonValueKind.Array => "START_ARRAY",
            JsonValueKind.True => "VALUE_TRUE",
            JsonValueKind.False => "VALUE_FALSE",
            JsonValueKind.Number => value.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') ? "VALUE_NUMBER_FLOAT" : "VALUE_NUMBER_INT",
            _ => "VALUE_STRING",
        };
        string shown = value.ValueKind is JsonValueKind.Object or JsonValueKind.Array ? "" : $" value {Text(value)}";
        (int line, int column) = Place(value, record);
        return new UnreadableRequestException(
            "JSON_PARSER_ERROR", $"Cannot deserialize instance of {type} from {token}{shown} or request may be missing a required field at [line:{line}, column:{column}]");
    }

    /// <summary>Where a value begins in the JSON of its record, both counted from 1.</summary>
    private static (int Line, int Column) Place(JsonElement value, JsonElement record)
    {
        ReadOnlySpan<byte> text = JsonMarshal.GetRawUtf8Value(record);
        if (!text.Overlaps(JsonMarshal.GetRawUtf8Value(value), out int offset))
            return (1, 1);
        ReadOnlySpan<byte> before = text[..offset];
        return (before.Count((byte)'\n') + 1, offset - (before.LastIndexOf((byte)'\n') + 1) + 1);
    }
}
