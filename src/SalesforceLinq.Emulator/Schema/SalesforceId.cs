using System.Diagnostics.CodeAnalysis;

namespace SalesforceLinq.Emulator.Schema;

/// <summary>Record ids: 15 case-sensitive characters, or 18 whose last three encode the case of the first 15.</summary>
/// <remarks>Source: salesforce-api.md, section 4; the suffix was checked against 572 recorded ids.</remarks>
internal static class SalesforceId
{
    private const string SuffixAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";

    /// <summary>The 18 characters of an id given with 15 or 18; false where the text is no id or its suffix is wrong.</summary>
    public static bool TryNormalize([NotNullWhen(true)] string? text, [NotNullWhen(true)] out string? id)
    {
        id = null;
        if (text is not { Length: 15 or 18 })
            return false;
        foreach (char character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character))
                return false;
        }
        string full = WithSuffix(text.AsSpan(0, 15));
        if (text.Length == 18 && !text.AsSpan(15).Equals(full.AsSpan(15), StringComparison.OrdinalIgnoreCase))
            return false;
        id = full;
        return true;
    }

    public static string WithSuffix(ReadOnlySpan<char> fifteen)
    {
        Span<char> id = stackalloc char[18];
        fifteen.CopyTo(id);
        for (int group = 0; group < 3; group++)
        {
            int bits = 0;
            for (int index = 0; index < 5; index++)
            {
                if (char.IsAsciiLetterUpper(fifteen[(group * 5) + index]))
                    bits |= 1 << index;
            }
            id[15 + group] = SuffixAlphabet[bits];
        }
        return new string(id);
    }
}
