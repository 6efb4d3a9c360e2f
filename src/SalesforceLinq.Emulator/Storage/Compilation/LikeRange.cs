namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>The range of texts that begin with what stands before a pattern's first wildcard.</summary>
/// <param name="From">First text of the range.</param>
/// <param name="To">First text after it.</param>
/// <param name="IsExact">Whether the range is all the pattern says.</param>
internal readonly record struct LikeRange(string From, string To, bool IsExact)
{
    public static bool TryMake(string pattern, out LikeRange range)
    {
        range = default;
        int end = pattern.AsSpan().IndexOfAny('%', '_', '\\');
        if (end <= 0 || pattern[end] == '\\')
            return false;

        string prefix = pattern[..end];
        char last = char.ToUpperInvariant(prefix[^1]);

        // Beyond ASCII the next character may fold to another place; the back quote's successor is a letter.
        if (last is < ' ' or >= '~' or '`')
            return false;
        range = new LikeRange(prefix, $"{prefix[..^1]}{(char)(last + 1)}", pattern[end..] == "%");
        return true;
    }
}
