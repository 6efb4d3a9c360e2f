using System.Globalization;
using System.Text;

namespace SalesforceLinq.Cli.Scaffolding.Writing;

/// <summary>Builds the text of a file line by line, with its indentation, its documentation comments and its literals.</summary>
internal sealed class CodeText
{
    private const int Width = 140;

    private readonly StringBuilder _text = new();
    private int _depth;

    public CodeText Line(string line = "")
    {
        if (line.Length > 0)
            _text.Append(' ', _depth * 4).Append(line);
        _text.Append('\n');
        return this;
    }

    public CodeText Open(string line)
    {
        Line(line).Line("{");
        _depth++;
        return this;
    }

    public CodeText Close()
    {
        _depth--;
        return Line("}");
    }

    /// <summary>A documentation element, on one line where it fits.</summary>
    public CodeText Documentation(string element, string text)
    {
        string escaped = Escaped(text);
        string whole = $"/// <{element}>{escaped}</{element}>";
        if (whole.Length + (_depth * 4) <= Width)
            return Line(whole);
        Line($"/// <{element}>");
        StringBuilder line = new("///");
        foreach (string word in escaped.Split(' '))
        {
            if (line.Length + word.Length + 1 + (_depth * 4) > Width && line.Length > 3)
            {
                Line(line.ToString());
                line.Clear().Append("///");
            }

            line.Append(' ').Append(word);
        }

        return Line(line.ToString()).Line($"/// </{element}>");
    }

    public override string ToString() => _text.ToString();

    /// <summary>A string literal.</summary>
    public static string Literal(string value)
    {
        StringBuilder literal = new("\"");
        foreach (char letter in value)
        {
            if (letter is '"' or '\\')
                literal.Append('\\').Append(letter);
            else if (char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse)
            {
                literal.Append(CultureInfo.InvariantCulture, $"\\u{(int)letter:x4}");
            }
            else
                literal.Append(letter);
        }

        return literal.Append('"').ToString();
    }

    // Labels and help texts are written by administrators: line breaks, markup and stray control characters and all.
    private static string Escaped(string text)
    {
        StringBuilder escaped = new();
        foreach (Rune rune in string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).EnumerateRunes())
        {
            string? safe = rune.Value switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", _ => null };
            if (safe is not null)
                escaped.Append(safe);
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned))
                escaped.Append(rune);
        }

        return escaped.ToString();
    }
}
