using System.Text.Json;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Finds what JSON can spell and no text can hold: half a surrogate pair.</summary>
internal static class JsonText
{
    /// <exception cref="UnreadableRequestException">A string or a name holds half a surrogate pair.</exception>
    public static void Check(JsonElement root, ReadOnlySpan<byte> body)
    {
        // Only an escape can spell one, and few bodies have any.
        if (body.IndexOf("\\ud"u8) < 0 && body.IndexOf("\\uD"u8) < 0)
            return;
        try
        {
            Visit(root);
        }
        catch (InvalidOperationException)
        {
            throw new UnreadableRequestException("JSON_PARSER_ERROR", "Incomplete surrogate pair in a string of the request");
        }
    }

    private static void Visit(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.String:
                _ = element.GetString();
                break;
            case JsonValueKind.Array:
                foreach (JsonElement item in element.EnumerateArray())
                    Visit(item);
                break;
            case JsonValueKind.Object:
                foreach (JsonProperty member in element.EnumerateObject())
                {
                    _ = member.Name;
                    Visit(member.Value);
                }
                break;
        }
    }
}
