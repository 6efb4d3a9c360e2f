using System.Globalization;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Turns a value's text into its stored form; what cannot be turned is answered as null.</summary>
internal static class ValueReader
{
    private static readonly DateTime Earliest = new(1700, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly DateTime Latest = new(4001, 1, 1, 0, 0, 0, DateTimeKind.Utc);

    private static readonly string[] DateTimeFormats =
    [
        "yyyy-MM-ddTHH:mm:ss.FFFFFFFK", "yyyy-MM-ddTHH:mm:ssK", "yyyy-MM-ddTHH:mmK", "yyyy-MM-dd",
    ];

    private static readonly string[] TimeFormats = ["HH:mm:ss.FFFFFFF'Z'", "HH:mm:ss'Z'", "HH:mm:ss.FFFFFFF", "HH:mm:ss", "HH:mm"];

    /// <summary>Stored form of a text, which is neither null nor empty.</summary>
    public static object? Read(FieldSchema field, string text) => field.Type switch
    {
        FieldType.Boolean => text.ToUpperInvariant() switch
        {
            "TRUE" or "1" => 1L,
            "FALSE" or "0" => 0L,
            _ => null,
        },
        FieldType.Int => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole) && whole is >= int.MinValue and <= int.MaxValue
            ? whole
            : null,
        FieldType.Double or FieldType.Currency or FieldType.Percent =>
            double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null,
        FieldType.Date => Date(text),
        FieldType.DateTime => Moment(text),
        FieldType.Time => TimeOnly.TryParseExact(text, TimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time)
            ? time.ToString("HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture)
            : null,
        FieldType.Base64 => Bytes(text),
        _ => text,
    };

    /// <summary>Stored form of a moment: UTC, to the second, as an org keeps it.</summary>
    public static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss'.000Z'", CultureInfo.InvariantCulture);

    private static string? Date(string text)
    {
        // A moment is accepted for a day, and its own date is taken.
        string day = text.Length > 10 && text[10] == 'T' && Moment(text) is not null ? text[..10] : text;
        return DateOnly.TryParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) && date.Year is >= 1700 and <= 4000
            ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
            : null;
    }

    private static string? Moment(string text) =>
        DateTimeOffset.TryParseExact(WithColon(text), DateTimeFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment)
            && moment.UtcDateTime >= Earliest && moment.UtcDateTime < Latest
            ? Stamp(moment)
            : null;

    // Salesforce writes +0000 and accepts it back; .NET wants +00:00.
    private static string WithColon(string text) =>
        text.Length > 19 && text[^5] is '+' or '-' && text[^3] != ':' ? $"{text[..^2]}:{text[^2..]}" : text;

    private static byte[]? Bytes(string text)
    {
        byte[] bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out int written) ? bytes[..written] : null;
    }
}
