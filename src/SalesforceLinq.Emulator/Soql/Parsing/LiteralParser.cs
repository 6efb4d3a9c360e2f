using System.Globalization;
using System.Text.RegularExpressions;
using SalesforceLinq.Emulator.Soql.Refusals;
using SalesforceLinq.Emulator.Soql.Syntax;

namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>Reads one literal value.</summary>
internal sealed partial class LiteralParser(TokenCursor cursor)
{
    private const int LongestString = 4000;

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mm:sszzz", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", "yyyy-MM-dd'T'HH:mmK",
    ];

    private static readonly string[] TimeFormats = ["HH:mm:ss", "HH:mm:ss.FFFFFFF", "HH:mm"];

    public Literal Parse()
    {
        SoqlToken token = cursor.Current;
        switch (token.Kind)
        {
            case SoqlTokenKind.String:
                cursor.Take();
                return ParseString(token);
            case SoqlTokenKind.Number:
                cursor.Take();
                return ParseNumber(token);
            case SoqlTokenKind.Moment:
                cursor.Take();
                return ParseMoment(token);
            case SoqlTokenKind.Name:
                return ParseWord(token);
            default:
                throw cursor.Unexpected();
        }
    }

    private static StringLiteral ParseString(SoqlToken token)
    {
        (string value, string pattern) = StringEscapes.Resolve(token.Text.AsSpan(1, token.Text.Length - 2));
        if (value.Length > LongestString)
            throw SoqlRefusal.StringTooLong(LongestString);
        return new StringLiteral(value, pattern, token.Text, token.Position) { PatternEscape = StringEscapes.FirstPatternEscape(pattern) };
    }

    private static NumberLiteral ParseNumber(SoqlToken token)
    {
        if (!decimal.TryParse(token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal value))
            throw SoqlRefusal.NumberOutOfRange(token.Text);
        return new NumberLiteral(value, !token.Text.AsSpan().ContainsAny(".eE"), token.Text, token.Position);
    }

    private static Literal ParseMoment(SoqlToken token)
    {
        string text = token.Text.ToUpperInvariant();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return new DateLiteral(InRange(date, token), token.Text, token.Position);

        if (text.Length > 10 && text[10] == 'T')
        {
            string normalized = OffsetWithoutColon().Replace(text, "$1:$2");
            if ((normalized.EndsWith('Z') || OffsetWithColon().IsMatch(normalized)) &&
                DateTimeOffset.TryParseExact(
                    normalized, DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment))
            {
                InRange(DateOnly.FromDateTime(moment.UtcDateTime), token);
                return new DateTimeLiteral(moment, token.Text, token.Position);
            }
        }
        else if (TimeOnly.TryParseExact(text.TrimEnd('Z'), TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time))
        {
            return new TimeLiteral(time, token.Text, token.Position);
        }

        throw SoqlRefusal.InvalidMoment(token.Text);
    }

    private static DateOnly InRange(DateOnly date, SoqlToken token)
    {
        if (date.Year is < 1700 or > 4000)
            throw SoqlRefusal.NumberOutOfRange(token.Text);
        return date;
    }

    private Literal ParseWord(SoqlToken token)
    {
        string word = token.Text.ToUpperInvariant();
        if (word is "TRUE" or "FALSE")
        {
            cursor.Take();
            return new BooleanLiteral(word == "TRUE", token.Text, token.Position);
        }

        if (word == "NULL")
        {
            cursor.Take();
            return new NullLiteral(token.Text, token.Position);
        }

        if (RelativeDates.IsPlain(word))
        {
            cursor.Take();
            return new RelativeDateLiteral(word, 0, token.Text, token.Position);
        }

        if (RelativeDates.IsCounted(word))
            return ParseCountedDate(token, word);

        if (CurrencyAmount().IsMatch(word))
        {
            cursor.Take();
            return decimal.TryParse(word.AsSpan(3), NumberStyles.Float, CultureInfo.InvariantCulture, out decimal amount)
                ? new CurrencyLiteral(word[..3], amount, token.Text, token.Position)
                : throw SoqlRefusal.NumberOutOfRange(token.Text);
        }

        throw cursor.Unexpected();
    }

    private RelativeDateLiteral ParseCountedDate(SoqlToken token, string word)
    {
        cursor.Take();
        cursor.Expect(":");
        SoqlToken number = cursor.Current;
        if (number.Kind != SoqlTokenKind.Number)
            throw cursor.Unexpected();
        cursor.Take();
        if (!int.TryParse(number.Text, NumberStyles.None, CultureInfo.InvariantCulture, out int count) || count > RelativeDates.LargestCount)
            throw SoqlRefusal.NumberOutOfRange(number.Text);
        return new RelativeDateLiteral(word, count, $"{token.Text}:{number.Text}", token.Position);
    }

    [GeneratedRegex(@"([+-]\d{2})(\d{2})$", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetWithoutColon();

    [GeneratedRegex(@"[+-]\d{2}:\d{2}$", RegexOptions.CultureInvariant)]
    private static partial Regex OffsetWithColon();

    [GeneratedRegex(@"^[A-Z]{3}\d+(\.\d+)?$", RegexOptions.CultureInvariant)]
    private static partial Regex CurrencyAmount();
}
