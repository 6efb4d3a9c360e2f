using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Soql.Binding;

/// <summary>Ids of 15 or 18 characters, as queries write them.</summary>
/// <remarks>Source: Object Reference, "Field Types": the last three of 18 characters say which of the first 15 are capitals.</remarks>
internal static class RecordId
{
    private const string Suffixes = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The id with 18 characters and the case its suffix tells.</summary>
    public static bool TryNormalize(string text, out string id)
    {
        id = text;
        if (text.Length is not (15 or 18) || text.AsSpan().ContainsAnyExcept(Alphanumeric))
            return false;

        Span<char> characters = stackalloc char[18];
        text.CopyTo(characters);
        if (text.Length == 18 && !RestoreCase(characters))
            return false;
        id = SalesforceId.WithSuffix(characters[..15]);
        return true;
    }

    private static System.Buffers.SearchValues<char> Alphanumeric { get; } =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789");

    private static bool RestoreCase(Span<char> characters)
    {
        for (int group = 0; group < 3; group++)
        {
            int bits = Suffixes.IndexOf(char.ToUpperInvariant(characters[15 + group]));
            if (bits < 0)
                return false;
            for (int k = 0; k < 5; k++)
            {
                ref char character = ref characters[(group * 5) + k];
                bool upper = (bits & (1 << k)) != 0;
                if (upper && !char.IsAsciiLetter(character))
                    return false;
                character = upper ? char.ToUpperInvariant(character) : char.ToLowerInvariant(character);
            }
        }

        return true;
    }
}
