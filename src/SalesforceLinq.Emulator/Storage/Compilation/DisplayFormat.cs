using System.Globalization;
using SalesforceLinq.Emulator.Soql.Binding;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>How FORMAT shows a value of a type to people of a locale.</summary>
/// <param name="Type">Name of the field's type.</param>
/// <param name="Scale">Decimal places of a number.</param>
/// <param name="Currency">Currency code of the org.</param>
/// <param name="Zone">Time zone of the user.</param>
/// <param name="Locale">Locale of the user, such as <c>en_US</c>.</param>
internal readonly record struct DisplayFormat(string Type, int Scale, string Currency, string Zone, string Locale)
{
    public string Number(double value)
    {
        NumberFormatInfo format = QueryContext.CultureOf(Locale).NumberFormat;
        string digits = Digits(Math.Abs(value), format);
        string sign = value < 0 ? format.NegativeSign : "";
        return Type switch
        {
            "Currency" when Currency == "USD" && Locale == "en_US" => $"{sign}${digits}",
            "Currency" => $"{Currency} {sign}{digits}",
            "Percent" => $"{sign}{digits}%",
            "Boolean" => value != 0 ? "true" : "false",
            _ => sign + digits,
        };
    }

    public string Text(string value)
    {
        DateTimeFormatInfo format = QueryContext.CultureOf(Locale).DateTimeFormat;
        if (Type == "DateTime" && StoredMoment.TryParse(value, out DateTime utc))
        {
            DateTime local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(Zone));
            return local.ToString($"{format.ShortDatePattern}, {PlainBlanks(format.ShortTimePattern)}", format);
        }

        if (Type == "Date" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date.ToString(format.ShortDatePattern, format);
        return value;
    }

    private string Digits(double value, NumberFormatInfo format) =>
        value.ToString("N" + Math.Clamp(Scale, 0, 15).ToString(CultureInfo.InvariantCulture), format);

    // Newer locale data puts a narrow no-break space before AM and PM.
    private static string PlainBlanks(string pattern) => pattern.Replace('\u202f', ' ');
}
