using System.Globalization;
using System.Text;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Literals;

/// <summary>Writes values as SOQL. All escaping is here, and nowhere else.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Quoted String Escape Sequences", "Date Formats and Date Literals in WHERE".</remarks>
internal static class SoqlLiterals
{
    private static readonly DateTimeOffset Earliest = new(1700, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Latest = new(4000, 12, 31, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Appends a value.</summary>
    /// <exception cref="ArgumentException">SOQL has no literal for a value of this type, or the value is out of SOQL's range.</exception>
    public static void Append(StringBuilder text, object? value)
    {
        switch (value)
        {
            case null:
                text.Append("null");
                break;
            case string s:
                AppendQuoted(text, s);
                break;
            case bool flag:
                text.Append(flag ? "true" : "false");
                break;
            case int or long or short or byte or sbyte or ushort or uint or ulong:
                text.Append(CultureInfo.InvariantCulture, $"{value}");
                break;
            case decimal number:
                text.Append(CultureInfo.InvariantCulture, $"{number}");
                break;
            case double number:
                AppendDouble(text, number);
                break;
            case float number:
                AppendDouble(text, double.Parse(number.ToString("R", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture));
                break;
            case DateOnly date:
                AppendDate(text, date);
                break;
            case TimeOnly time:
                text.Append(CultureInfo.InvariantCulture, $"{time:HH':'mm':'ss'.'fff}Z");
                break;
            case DateTimeOffset instant:
                AppendInstant(text, instant);
                break;
            default:
                throw new ArgumentException(
                    $"SOQL has no literal for a value of type '{value.GetType()}'. Convert it to a string, a number, a date or an instant first.", nameof(value));
        }
    }

    /// <summary>Appends a string in quotes.</summary>
    public static void AppendQuoted(StringBuilder text, ReadOnlySpan<char> value)
    {
        CheckPairs(value);
        text.Append('\'');
        AppendEscaped(text, value);
        text.Append('\'');
    }

    /// <summary>Appends the right side of a LIKE.</summary>
    public static void Append(StringBuilder text, SoqlLikePattern pattern)
    {
        CheckPairs(pattern.Text);
        text.Append('\'');
        if (pattern.Kind == SoqlLikeKind.Written)
        {
            text.Append(pattern.Text);
        }
        else if (pattern.Kind == SoqlLikeKind.Pattern)
        {
            AppendPattern(text, pattern.Text);
        }
        else
        {
            if (pattern.Kind != SoqlLikeKind.StartsWith)
                text.Append('%');
            foreach (char c in pattern.Text)
            {
                if (c is '%' or '_')
                    text.Append('\\').Append(c);
                else
                    AppendEscaped(text, [c]);
            }

            if (pattern.Kind != SoqlLikeKind.EndsWith)
                text.Append('%');
        }

        text.Append('\'');
    }

    // In a pattern of the caller's own, \% and \_ mean the characters themselves; any other backslash is text.
    private static void AppendPattern(StringBuilder text, string pattern)
    {
        for (int i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length && pattern[i + 1] is '%' or '_')
                text.Append('\\').Append(pattern[++i]);
            else
                AppendEscaped(text, pattern.AsSpan(i, 1));
        }
    }

    private static void AppendEscaped(StringBuilder text, ReadOnlySpan<char> value)
    {
        if (IsPlain(value))
        {
            text.Append(value);
            return;
        }

        foreach (char c in value)
        {
            switch (c)
            {
                case '\'':
                    text.Append(@"\'");
                    break;
                case '\\':
                    text.Append(@"\\");
                    break;
                case '\n':
                    text.Append(@"\n");
                    break;
                case '\r':
                    text.Append(@"\r");
                    break;
                case '\t':
                    text.Append(@"\t");
                    break;
                case '\b':
                    text.Append(@"\b");
                    break;
                case '\f':
                    text.Append(@"\f");
                    break;
                case < ' ' or '\u007f' or '\u2028' or '\u2029':
                    text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:X4}");
                    break;
                default:
                    text.Append(c);
                    break;
            }
        }
    }

    private static bool IsPlain(ReadOnlySpan<char> value)
    {
        foreach (char c in value)
        {
            if (c is < ' ' or > '~' or '\'' or '\\')
                return false;
        }

        return true;
    }

    // Half a pair of surrogates has no form in UTF-8: it would arrive as another character.
    private static void CheckPairs(ReadOnlySpan<char> value)
    {
        for (int i = 0; i < value.Length; i++)
        {
            if (!char.IsSurrogate(value[i]))
                continue;
            if (i + 1 == value.Length || !char.IsSurrogatePair(value[i], value[i + 1]))
                throw new ArgumentException($"The text holds half of a surrogate pair at position {i}, which no text on the wire can. Take it out.", nameof(value));
            i++;
        }
    }

    // The shortest digits that read back as the same number, with their exponent written out: not every parser of SOQL takes one.
    private static void AppendDouble(StringBuilder text, double number)
    {
        if (!double.IsFinite(number))
            throw new ArgumentException($"SOQL has no literal for the number {number.ToString(CultureInfo.InvariantCulture)}.", nameof(number));

        string shortest = number.ToString("R", CultureInfo.InvariantCulture);
        int at = shortest.IndexOf('E', StringComparison.Ordinal);
        if (at < 0)
        {
            text.Append(shortest);
            return;
        }

        if (number < 0)
            text.Append('-');
        string digits = shortest[..at].TrimStart('-').Replace(".", "", StringComparison.Ordinal);
        int point = 1 + int.Parse(shortest.AsSpan(at + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        if (point <= 0)
            text.Append("0.").Append('0', -point).Append(digits);
        else if (point >= digits.Length)
            text.Append(digits).Append('0', point - digits.Length);
        else
            text.Append(digits, 0, point).Append('.').Append(digits, point, digits.Length - point);
    }

    private static void AppendDate(StringBuilder text, DateOnly date)
    {
        if (date.Year is < 1700 or > 4000)
            throw OutOfRange(date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        AppendDay(text, date.Year, date.Month, date.Day);
    }

    private static void AppendInstant(StringBuilder text, DateTimeOffset instant)
    {
        if (instant < Earliest || instant > Latest)
            throw OutOfRange(instant.ToString("O", CultureInfo.InvariantCulture));
        DateTime utc = instant.UtcDateTime;
        AppendDay(text, utc.Year, utc.Month, utc.Day);
        Digits(text.Append('T'), utc.Hour, 2);
        Digits(text.Append(':'), utc.Minute, 2);
        Digits(text.Append(':'), utc.Second, 2);
        Digits(text.Append('.'), utc.Millisecond, 3).Append('Z');
    }

    private static void AppendDay(StringBuilder text, int year, int month, int day)
    {
        Digits(text, year, 4);
        Digits(text.Append('-'), month, 2);
        Digits(text.Append('-'), day, 2);
    }

    // Written out by hand: a format string is read anew at every query.
    private static StringBuilder Digits(StringBuilder text, int number, int count)
    {
        Span<char> digits = stackalloc char[4];
        for (int i = count - 1; i >= 0; i--, number /= 10)
            digits[i] = (char)('0' + (number % 10));
        return text.Append(digits[..count]);
    }

    private static ArgumentException OutOfRange(string value) => new(
        $"'{value}' lies outside the dates SOQL knows, 1700-01-01 to 4000-12-31. Compare with a date inside that range.", nameof(value));
}
