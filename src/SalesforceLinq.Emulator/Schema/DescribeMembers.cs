using System.Text.Json;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Reads members of a describe answer; one that is missing or of another kind is nothing, for each API version has its own set.</summary>
internal static class DescribeMembers
{
    public static string? Text(this JsonElement parent, string member) =>
        Find(parent, member) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;

    public static bool Flag(this JsonElement parent, string member) => Find(parent, member) is { ValueKind: JsonValueKind.True };

    public static int Number(this JsonElement parent, string member) =>
        Find(parent, member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : 0;

    public static int? OptionalNumber(this JsonElement parent, string member) =>
        Find(parent, member) is { ValueKind: JsonValueKind.Number } value && value.TryGetInt32(out int number) ? number : null;

    public static IEnumerable<JsonElement> Items(this JsonElement parent, string member) =>
        Find(parent, member) is { ValueKind: JsonValueKind.Array } list ? list.EnumerateArray() : [];

    private static JsonElement? Find(JsonElement parent, string member) =>
        parent.ValueKind == JsonValueKind.Object && parent.TryGetProperty(member, out JsonElement value) ? value : null;
}
