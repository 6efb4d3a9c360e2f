using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Queries;

/// <summary>All escaping for SOQL in this client: .NET values as literals.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals in WHERE".</remarks>
internal static class SoqlLiteral
{
    /// <summary>The literal of a value; a list in parentheses for a sequence.</summary>
    public static string Of(object? value) => value switch
    {
        null => "null",
        SoqlFragment fragment => fragment.Text,
        string text => Quoted(text),
        char character => Quoted(character.ToString()),
        bool truth => truth ? "true" : "false",
        SalesforceId id => Quoted(id.Value),
        DateTimeOffset moment => WireTime.Text(moment),
        DateTime moment => WireTime.Text(moment),
        DateOnly date => WireTime.Text(date),
        TimeOnly time => WireTime.Text(time),
        double or float or Half => Number((IFormattable)value),
        Enum name => Quoted(name.ToString()),
        Guid guid => Quoted(guid.ToString()),
        byte or sbyte or short or ushort or int or uint or long or ulong or nint or nuint or decimal or BigInteger or Int128 or UInt128 =>
            ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture),
        Uri address => Quoted(address.OriginalString),
        JValue json => Of(json.Value),
        JObject => throw new ArgumentException("SOQL has no literal for a JSON object. Give one of its values."),
        byte[] => throw new ArgumentException("SOQL has no literal for bytes."),
        TimeSpan => throw new ArgumentException("SOQL has no literal for a span of time. Give a TimeOnly for a time of the day, or compute the moment that is meant."),
        IEnumerable sequence => List(sequence),
        _ => throw new ArgumentException(
            $"A {value.GetType().Name} has no literal in SOQL. Give a text, a number, a date, an id or a list of them, or a fragment by Soql.Raw."),
    };

    /// <summary>A text in single quotes.</summary>
    public static string Quoted(string text) => Quoted(text, pattern: false);

    /// <summary>A text in which <c>%</c> and <c>_</c> stand for themselves, between wildcards, for LIKE.</summary>
    public static string Pattern(string before, string text, string after)
    {
        string quoted = Quoted(text, pattern: true);
        return $"'{before}{quoted.AsSpan(1, quoted.Length - 2)}{after}'";
    }

    private static string Quoted(string text, bool pattern)
    {
        var literal = new StringBuilder(text.Length + 2).Append('\'');
        for (int at = 0; at < text.Length; at++)
        {
            char character = text[at];
            if (char.IsSurrogate(character))
            {
                if (at + 1 == text.Length || !char.IsSurrogatePair(character, text[at + 1]))
                    throw new ArgumentException($"The text holds half of a surrogate pair at position {at}, which no text on the wire can.", nameof(text));
                literal.Append(character).Append(text[++at]);
                continue;
            }

            _ = character switch
            {
                '\'' => literal.Append(@"\'"),
                '\\' => literal.Append(@"\\"),
                '\n' => literal.Append(@"\n"),
                '\r' => literal.Append(@"\r"),
                '\t' => literal.Append(@"\t"),
                '\b' => literal.Append(@"\b"),
                '\f' => literal.Append(@"\f"),
                '%' when pattern => literal.Append(@"\%"),
                '_' when pattern => literal.Append(@"\_"),
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' =>
                    literal.Append(CultureInfo.InvariantCulture, $@"\u{(int)character:X4}"),
                _ => literal.Append(character),
            };
        }

        return literal.Append('\'').ToString();
    }

    private static string Number(IFormattable number)
    {
        // The shortest text that reads back as the same number of its own type, with its exponent written out.
        string shortest = number.ToString(null, CultureInfo.InvariantCulture);
        if (!char.IsAsciiDigit(shortest[^1]))
            throw new ArgumentException($"SOQL has no literal for {shortest}.");
        int exponent = shortest.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0 ? shortest : WrittenOut(shortest[..exponent], int.Parse(shortest.AsSpan(exponent + 1), CultureInfo.InvariantCulture));
    }

    private static string WrittenOut(string mantissa, int exponent)
    {
        string sign = mantissa.StartsWith('-') ? "-" : "";
        string[] parts = mantissa.TrimStart('-').Split('.');
        string digits = parts[0] + (parts.Length > 1 ? parts[1] : "");
        int point = parts[0].Length + exponent;
        if (point <= 0)
            return $"{sign}0.{new string('0', -point)}{digits}";
        return point >= digits.Length ? sign + digits.PadRight(point, '0') : $"{sign}{digits[..point]}.{digits[point..]}";
    }

    private static string List(IEnumerable sequence)
    {
        string list = string.Join(", ", sequence.Cast<object?>().Select(Of));
        return list.Length > 0
            ? $"({list})"
            : throw new ArgumentException("SOQL cannot compare with an empty list. Leave the condition out, or do not run the query at all.");
    }
}
