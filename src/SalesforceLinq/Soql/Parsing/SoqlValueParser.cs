using System.Globalization;
using SalesforceLinq.Soql.Syntax;

namespace SalesforceLinq.Soql.Parsing;

/// <summary>Reads values: texts, numbers, dates, ranges of days, holes.</summary>
internal sealed class SoqlValueParser(TokenReader tokens)
{
    /// <summary>The value that comes next.</summary>
    public SoqlValue Value()
    {
        SoqlToken token = tokens.Take();
        return token.Kind switch
        {
            SoqlTokenKind.Text => new SoqlLiteral(token.Text),
            SoqlTokenKind.Hole => new SoqlHole(token.Index),
            SoqlTokenKind.Number => new SoqlLiteral(Number(token.Text)),
            SoqlTokenKind.Word when token.Is("null") => SoqlLiteral.Null,
            SoqlTokenKind.Word when token.Is("true") => SoqlLiteral.True,
            SoqlTokenKind.Word when token.Is("false") => SoqlLiteral.False,
            SoqlTokenKind.Word => DateLiteral(token.Text),
            _ => throw new SoqlSyntaxException($"A value was expected where '{token.Text}' stands"),
        };
    }

    /// <summary>The right side of LIKE.</summary>
    public SoqlValue Pattern()
    {
        SoqlToken token = tokens.Take();
        return token.Kind switch
        {
            SoqlTokenKind.Text => new SoqlLikePattern(token.Written, SoqlLikeKind.Written),
            SoqlTokenKind.Hole => new SoqlHole(token.Index),
            _ => throw new SoqlSyntaxException($"A text was expected where '{token.Text}' stands"),
        };
    }

    // THIS_QUARTER, LAST_N_DAYS:30. An upper-case word with an underscore, or one of three days.
    private SoqlDateLiteral DateLiteral(string name)
    {
        string literal = name.ToUpperInvariant();
        if (!literal.Contains('_', StringComparison.Ordinal) && literal is not ("TODAY" or "YESTERDAY" or "TOMORROW"))
            throw new SoqlSyntaxException($"'{name}' is no value");
        if (!tokens.TryTake(":"))
            return new SoqlDateLiteral(literal, null);
        SoqlValue count = Value();
        return count is SoqlHole or SoqlLiteral { Value: long } ? new SoqlDateLiteral(literal, count) : throw new SoqlSyntaxException($"{literal} wants a whole number");
    }

    private static object Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
            return whole;
        // A number with more digits than a decimal keeps is a floating-point number's.
        if (decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal number)
            && (text.Length < 28 || number.ToString(CultureInfo.InvariantCulture) == text))
        {
            return number;
        }

        if (text.Length == 10 && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date;
        if (text.Contains('T', StringComparison.Ordinal)
            && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset instant))
        {
            return instant;
        }

        if (text.Contains(':', StringComparison.Ordinal) && TimeOnly.TryParse(text.TrimEnd('Z'), CultureInfo.InvariantCulture, out TimeOnly time))
            return time;
        return double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double floating) ? floating : throw new SoqlSyntaxException($"'{text}' is no number and no date");
    }
}
