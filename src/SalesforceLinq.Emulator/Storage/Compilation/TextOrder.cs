using System.Text;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>Compares UTF-8 text as Salesforce does: by its upper case, in code point order.</summary>
internal static class TextOrder
{
    public static int Compare(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        int length = Math.Min(left.Length, right.Length);
        for (int i = 0; i < length; i++)
        {
            byte first = left[i];
            byte second = right[i];
            if ((first | second) >= 0x80)
                return CompareRunes(left[i..], right[i..]);
            if (first == second)
                continue;
            first = Upper(first);
            second = Upper(second);
            if (first != second)
                return first - second;
        }

        return left.Length - right.Length;
    }

    /// <summary>Reads the first character of a text, in upper case where case does not count.</summary>
    public static int FirstRune(ReadOnlySpan<byte> text, out int bytes, bool ignoreCase = true)
    {
        if (text[0] < 0x80)
        {
            bytes = 1;
            return ignoreCase ? Upper(text[0]) : text[0];
        }

        Rune.DecodeFromUtf8(text, out Rune rune, out bytes);
        return (ignoreCase ? Rune.ToUpperInvariant(rune) : rune).Value;
    }

    private static int CompareRunes(ReadOnlySpan<byte> left, ReadOnlySpan<byte> right)
    {
        while (!left.IsEmpty && !right.IsEmpty)
        {
            int difference = FirstRune(left, out int leftBytes) - FirstRune(right, out int rightBytes);
            if (difference != 0)
                return difference;
            left = left[leftBytes..];
            right = right[rightBytes..];
        }

        return left.Length - right.Length;
    }

    private static byte Upper(byte character) => character is >= (byte)'a' and <= (byte)'z' ? (byte)(character - 32) : character;
}
