namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Matches text with a LIKE pattern: <c>%</c> any text, <c>_</c> one character, a backslash before either makes it plain.</summary>
internal static class LikePattern
{
    public static bool Matches(ReadOnlySpan<byte> text, ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        // Where to go on when what followed the last % turned out not to match.
        ReadOnlySpan<byte> textAfterWildcard = default;
        ReadOnlySpan<byte> patternAfterWildcard = default;
        bool hasWildcard = false;

        while (true)
        {
            if (!pattern.IsEmpty && pattern[0] == (byte)'%')
            {
                pattern = pattern[1..];
                if (pattern.IsEmpty)
                    return true;
                hasWildcard = true;
                textAfterWildcard = text;
                patternAfterWildcard = pattern;
                continue;
            }

            if (text.IsEmpty && pattern.IsEmpty)
                return true;
            if (!text.IsEmpty && !pattern.IsEmpty && MatchesOne(ref text, ref pattern, ignoreCase))
                continue;
            if (!hasWildcard || textAfterWildcard.IsEmpty)
                return false;

            TextOrder.FirstRune(textAfterWildcard, out int bytes);
            textAfterWildcard = textAfterWildcard[bytes..];
            text = textAfterWildcard;
            pattern = patternAfterWildcard;
        }
    }

    private static bool MatchesOne(ref ReadOnlySpan<byte> text, ref ReadOnlySpan<byte> pattern, bool ignoreCase)
    {
        int character = TextOrder.FirstRune(text, out int textBytes, ignoreCase);
        ReadOnlySpan<byte> wanted = pattern;
        if (wanted[0] == (byte)'_')
        {
            text = text[textBytes..];
            pattern = pattern[1..];
            return true;
        }

        if (wanted[0] == (byte)'\\' && wanted.Length > 1)
            wanted = wanted[1..];
        if (TextOrder.FirstRune(wanted, out int wantedBytes, ignoreCase) != character)
            return false;
        text = text[textBytes..];
        pattern = wanted[wantedBytes..];
        return true;
    }
}
