using System.Text.Json;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Sets of values, stored as <c>a;b;c</c>.</summary>
internal static class MultiPicklist
{
    /// <summary>Whether each value of <paramref name="wanted"/> is among the values of <paramref name="stored"/>.</summary>
    public static bool ContainsAll(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> wanted)
    {
        foreach (Range part in wanted.Split((byte)';'))
        {
            if (!Contains(stored, Trim(wanted[part])))
                return false;
        }

        return true;
    }

    public static bool AreSame(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> other) => ContainsAll(stored, other) && ContainsAll(other, stored);

    /// <summary>The set with labels in place of values; <paramref name="labels"/> is a JSON object of those that differ.</summary>
    public static string Labels(string set, string labels)
    {
        Dictionary<string, string> known = new(JsonSerializer.Deserialize<Dictionary<string, string>>(labels)!, StringComparer.OrdinalIgnoreCase);
        return string.Join(';', set.Split(';').Select(value => known.GetValueOrDefault(value, value)));
    }

    private static bool Contains(ReadOnlySpan<byte> stored, ReadOnlySpan<byte> value)
    {
        foreach (Range part in stored.Split((byte)';'))
        {
            if (TextOrder.Compare(Trim(stored[part]), value) == 0)
                return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> value) => value.Trim((byte)' ');
}
