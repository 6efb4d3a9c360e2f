using System.Globalization;
using System.Text;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>Text in the cells of a terminal: what it takes of them, and what fits.</summary>
internal static class CellText
{
    /// <summary>The text on one line and without control characters, which could steer the terminal.</summary>
    public static string Clean(string text)
    {
        if (!text.Any(char.IsControl))
            return text;
        StringBuilder clean = new(text.Length);
        foreach (char letter in text)
        {
            if (letter is '\n' or '\t')
                clean.Append(' ');
            else if (!char.IsControl(letter))
                clean.Append(letter);
        }

        return clean.ToString();
    }

    /// <summary>How many cells a text takes.</summary>
    public static int Width(string text) => text.EnumerateRunes().Sum(Width);

    /// <summary>The text in exactly so many cells: filled up, or cut with an ellipsis.</summary>
    public static string Fit(string text, int width, bool right)
    {
        int taken = Width(text);
        if (taken <= width)
            return right ? new string(' ', width - taken) + text : text + new string(' ', width - taken);
        StringBuilder cut = new();
        int used = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (used + Width(rune) > width - 1)
                break;
            used += Width(rune);
            cut.Append(rune);
        }

        return cut.Append('…').Append(' ', width - used - 1).ToString();
    }

    // Source: Unicode Standard Annex 11 (East Asian Width), the blocks of W and F.
    private static int Width(Rune rune)
    {
        if (Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format)
            return 0;
        return rune.Value is (>= 0x1100 and <= 0x115F) or (>= 0x2E80 and <= 0xA4CF) or (>= 0xAC00 and <= 0xD7A3) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFE30 and <= 0xFE6F) or (>= 0xFF00 and <= 0xFF60) or (>= 0xFFE0 and <= 0xFFE6) or (>= 0x1F300 and <= 0x1FAFF) or (>= 0x20000 and <= 0x3FFFD) ? 2 : 1;
    }
}
