using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The answers of earlier subrequests, and the <c>@{ref.path}</c> that later ones draw from them.</summary>
internal sealed partial class References(bool nullIsValue)
{
    private readonly Dictionary<string, JsonNode?> _bodies = new(StringComparer.Ordinal);

    public void Add(string referenceId, ReadOnlyMemory<byte> body) =>
        _bodies[referenceId] = body.IsEmpty ? null : JsonNode.Parse(body.Span);

    /// <exception cref="InvalidReferenceException">A reference leads nowhere.</exception>
    public string Resolve(string text) => text.Contains("@{", StringComparison.Ordinal)
        ? Reference().Replace(text, match => Find(match.Groups[1].Value)?.ToString() ?? "")
        : text;

    /// <exception cref="InvalidReferenceException">A reference leads nowhere.</exception>
    public JsonNode? Resolve(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                return new JsonObject(members.Select(member => KeyValuePair.Create(member.Key, Resolve(member.Value))));
            case JsonArray items:
                return new JsonArray([.. items.Select(Resolve)]);
            case JsonValue value when value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() is var text && text.Contains("@{", StringComparison.Ordinal):
                // A value that is one reference and nothing else keeps its type.
                return Reference().Match(text) is { Success: true } whole && whole.Length == text.Length
                    ? Find(whole.Groups[1].Value)?.DeepClone()
                    : JsonValue.Create(Resolve(text));
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Find(string path)
    {
        string[] steps = path.Split('.', '[');
        if (!_bodies.TryGetValue(steps[0], out JsonNode? node))
            throw new InvalidReferenceException($"Invalid reference specified. No value for {path} found in {steps[0]}");
        foreach (string raw in steps.Skip(1))
        {
            string step = raw.TrimEnd(']');
            node = node switch
            {
                JsonObject members when members.TryGetPropertyValue(step, out JsonNode? member) => member,
                JsonArray items when int.TryParse(step, NumberStyles.None, CultureInfo.InvariantCulture, out int index) && index < items.Count => items[index],
                _ => throw new InvalidReferenceException($"Invalid reference specified. No value for {path} found in {steps[0]}"),
            };
        }
        return node is not null || nullIsValue ? node : throw new InvalidReferenceException($"Invalid reference specified. No value for {path} found in {steps[0]}");
    }

    /// <summary>The reference ids a text draws on.</summary>
    public static IEnumerable<string> In(string text) => Reference().Matches(text).Select(match => match.Groups[1].Value.Split('.', '[')[0]);

    [GeneratedRegex(@"@\{([^}]+)\}")]
    private static partial Regex Reference();
}

/// <summary>A reference names no earlier answer, or nothing in it.</summary>
internal sealed class InvalidReferenceException(string message) : Exception(message);
