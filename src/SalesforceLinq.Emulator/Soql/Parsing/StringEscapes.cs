using System.Globalization;
using System.Text;
using SalesforceLinq.Emulator.Soql.Refusals;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Resolves the backslash sequences of a quoted string.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Quoted String Escape Sequences": any other backslash is an error.</remarks>
internal static class StringEscapes
{
    /// <returns>The value, and the same with <c>\\</c>, <c>\%</c> and <c>\_</c> left escaped for LIKE.</returns>
    public static (string Value, string Pattern) Resolve(ReadOnlySpan<char> quoted)
    {
        if (!quoted.Contains('\\'))
        {
            string plain = quoted.ToString();
            return (plain, plain);
        }

        StringBuilder value = new(quoted.Length);
        StringBuilder pattern = new(quoted.Length);
        for (int i = 0; i < quoted.Length; i++)
        {
            if (quoted[i] != '\\')
            {
                value.Append(quoted[i]);
                pattern.Append(quoted[i]);
                continue;
            }

            char escape = ++i < quoted.Length ? quoted[i] : '\0';
            if (escape is '\\' or '%' or '_')
            {
                value.Append(escape);
                pattern.Append('\\').Append(escape);
            }
            else
            {
                char character = escape is 'u' or 'U' ? ReadUnicode(quoted, ref i) : Single(escape);
                value.Append(character);
                pattern.Append(character);
            }
        }

        return (value.ToString(), pattern.ToString());
    }

    /// <summary>The first escaped wildcard of a pattern.</summary>
    public static string? FirstPatternEscape(string pattern)
    {
        for (int i = 0; i + 1 < pattern.Length; i++)
        {
            if (pattern[i] != '\\')
                continue;
            if (pattern[++i] is '%' or '_')
                return pattern[(i - 1)..(i + 1)];
        }

        return null;
    }

    private static char Single(char escape) => escape switch
    {
        'n' or 'N' => '\n',
        'r' or 'R' => '\r',
        't' or 'T' => '\t',
        'b' or 'B' => '\b',
        'f' or 'F' => '\f',
        '"' or '\'' => escape,
        _ => throw SoqlRefusal.InvalidEscape(escape == '\0' ? "\\" : $"\\{escape}"),
    };

    private static char ReadUnicode(ReadOnlySpan<char> quoted, ref int index)
    {
        if (index + 4 >= quoted.Length ||
            !ushort.TryParse(quoted.Slice(index + 1, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code))
        {
            throw SoqlRefusal.InvalidEscape("\\u");
        }

        index += 4;
        return (char)code;
    }
}
