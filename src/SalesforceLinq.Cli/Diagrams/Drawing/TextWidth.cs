using System.Text;

namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>How wide a text will be, without a font at hand: by the shapes of letters in the usual sans-serif fonts, a little on the safe side.</summary>
internal static class TextWidth
{
    public static double Of(string text, double size, bool bold = false) => text.EnumerateRunes().Sum(Em) * size * (bold ? 1.2 : 1.04);

    private static double Em(Rune rune) => rune.Value switch
    {
        'i' or 'j' or 'l' or '.' or ',' or '\'' or '|' or ':' or ';' or '!' => 0.29,
        'f' or 't' or 'r' or ' ' or '(' or ')' or 'I' or '[' or ']' or '-' => 0.38,
        'm' or 'w' or 'M' or 'W' or '@' or '%' => 0.92,
        >= 'A' and <= 'Z' => 0.70,
        >= 0x2E80 => 1.0,
        _ => 0.58,
    };
}
