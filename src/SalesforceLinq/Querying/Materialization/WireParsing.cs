using System.Text;
using System.Text.Json;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq.Querying.Materialization;

/// <summary>Reads single values from a UTF-8 answer, without making strings of numbers and dates.</summary>
/// <remarks>Source: recorded answers; dateTime is <c>2024-10-08T15:05:08.000+0000</c>, date <c>2017-10-15</c>, double <c>300.0</c>.</remarks>
internal static class WireParsing
{
    private const int InstantLength = 28;
    private const int DateLength = 10;

    /// <summary>An instant. The form Salesforce sends is read digit by digit, any other through text.</summary>
    public static DateTimeOffset Instant(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = Text(ref reader);
        if (text.Length == InstantLength && text[23..].SequenceEqual("+0000"u8)
            && text[4] == '-' && text[7] == '-' && text[10] == 'T' && text[13] == ':' && text[16] == ':' && text[19] == '.')
        {
            return new DateTimeOffset(
                Number(text[..4]), Number(text[5..7]), Number(text[8..10]), Number(text[11..13]), Number(text[14..16]), Number(text[17..19]), Number(text[20..23]), TimeSpan.Zero);
        }

        return WireText.TryInstant(Encoding.UTF8.GetString(text), out DateTimeOffset instant) ? instant : throw new FormatException("An instant has the form 2024-10-08T15:05:08.000+0000.");
    }

    /// <summary>A date.</summary>
    public static DateOnly Date(ref Utf8JsonReader reader)
    {
        ReadOnlySpan<byte> text = Text(ref reader);
        return text.Length == DateLength && text[4] == '-' && text[7] == '-'
            ? new DateOnly(Number(text[..4]), Number(text[5..7]), Number(text[8..10]))
            : throw new FormatException("A date has the form 2017-10-15.");
    }

    /// <summary>A time of day, with or without the <c>Z</c>.</summary>
    public static TimeOnly Time(ref Utf8JsonReader reader) =>
        WireText.TryTime(Encoding.UTF8.GetString(Text(ref reader)), out TimeOnly time) ? time : throw new FormatException("A time has the form 13:45:00.000Z.");

    /// <summary>A whole number. Salesforce writes <c>300.0</c> where the field allows decimals.</summary>
    public static long Whole(ref Utf8JsonReader reader)
    {
        if (reader.TryGetInt64(out long whole))
            return whole;
        decimal number = reader.GetDecimal();
        return decimal.IsInteger(number) ? checked((long)number) : throw new FormatException("The number is not whole.");
    }

    /// <summary>The number, if it is one: what is too large for its type would be read as infinite.</summary>
    public static double Finite(double number) => double.IsFinite(number) ? number : throw new OverflowException("The number is too large.");

    /// <summary>The wire value of the current token, for converters: string, bool, long, decimal, double, JToken or null.</summary>
    /// <returns>False when the token goes on beyond the bytes at hand.</returns>
    public static bool TryReadWire(ref Utf8JsonReader reader, out object? wire)
    {
        wire = null;
        switch (reader.TokenType)
        {
            case JsonTokenType.Null:
                return true;
            case JsonTokenType.String:
                wire = reader.GetString();
                return true;
            case JsonTokenType.True or JsonTokenType.False:
                wire = reader.GetBoolean();
                return true;
            case JsonTokenType.Number:
                wire = reader.TryGetInt64(out long whole) ? whole : reader.TryGetDecimal(out decimal number) ? number : reader.GetDouble();
                return true;
            default:
                return TryCopy(ref reader, out wire);
        }
    }

    /// <summary>The current token as a message tells of it: its kind, and the value itself only where that was allowed.</summary>
    public static string Describe(ref Utf8JsonReader reader, bool showsValue)
    {
        string kind = reader.TokenType switch
        {
            JsonTokenType.Null => "null",
            JsonTokenType.String => "a text",
            JsonTokenType.Number => "a number",
            JsonTokenType.True or JsonTokenType.False => "true or false",
            JsonTokenType.StartArray => "a list",
            _ => "an object",
        };
        if (!showsValue || reader.TokenType == JsonTokenType.Null)
            return kind;
        string text = Encoding.UTF8.GetString(reader.ValueSpan);
        return $"{kind} ('{(text.Length > 60 ? text[..60] + "…" : text)}')";
    }

    // Objects and arrays are rare in rows (compound fields): they go through Newtonsoft, the JSON library of the public surface.
    private static bool TryCopy(ref Utf8JsonReader reader, out object? wire)
    {
        wire = null;
        Utf8JsonReader probe = reader;
        if (!probe.TrySkip())
            return false;
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        using JsonTextReader json = new(new StringReader(document.RootElement.GetRawText())) { DateParseHandling = DateParseHandling.None, FloatParseHandling = FloatParseHandling.Decimal };
        wire = JToken.Load(json);
        return true;
    }

    private static ReadOnlySpan<byte> Text(ref Utf8JsonReader reader) =>
        reader.TokenType != JsonTokenType.String ? throw new FormatException("A text was expected.")
        : reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!)
        : reader.ValueSpan;

    private static int Number(ReadOnlySpan<byte> digits)
    {
        int number = 0;
        foreach (byte digit in digits)
        {
            int value = digit - '0';
            if ((uint)value > 9)
                throw new FormatException("A digit was expected.");
            number = (number * 10) + value;
        }

        return number;
    }
}
