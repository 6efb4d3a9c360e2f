using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>Lays JSON out as an org does for <c>X-PrettyPrint</c>: <c>"name" : value</c>, two blanks a level, lists in one line.</summary>
internal static class PrettyJson
{
    public static byte[] Of(ReadOnlyMemory<byte> json)
    {
        if (json.IsEmpty)
            return [];
        using var document = JsonDocument.Parse(json);
        StringBuilder text = new(json.Length * 2);
        Write(text, document.RootElement, depth: 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static void Write(StringBuilder text, JsonElement element, int depth)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                Object(text, element, depth);
                break;
            case JsonValueKind.Array:
                Array(text, element, depth);
                break;
            default:
                text.Append(element.GetRawText());
                break;
        }
    }

    private static void Object(StringBuilder text, JsonElement element, int depth)
    {
        text.Append('{');
        bool isFirst = true;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            text.Append(isFirst ? "\n" : ",\n").Append(' ', 2 * (depth + 1));
            isFirst = false;
            text.Append('"').Append(JsonEncodedText.Encode(member.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append("\" : ");
            Write(text, member.Value, depth + 1);
        }
        if (isFirst)
            text.Append(" }");
        else
            text.Append('\n').Append(' ', 2 * depth).Append('}');
    }

    private static void Array(StringBuilder text, JsonElement element, int depth)
    {
        text.Append("[ ");
        bool isFirst = true;
        foreach (JsonElement item in element.EnumerateArray())
        {
            if (!isFirst)
                text.Append(", ");
            isFirst = false;
            Write(text, item, depth);
        }
        text.Append(isFirst ? "]" : " ]");
    }
}
