using System.Globalization;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>How FORMAT shows a value of a type, in the English (United States) locale.</summary>
/// <param name="Type">Name of the field's type.</param>
/// <param name="Scale">Decimal places of a number.</param>
/// <param name="Currency">Currency code of the org.</param>
/// <param name="Zone">Time zone of the user.</param>
internal readonly record struct DisplayFormat(string Type, int Scale, string Currency, string Zone)
{
    public string Number(double value)
    {
        string digits = value.ToString("N" + Math.Clamp(Scale, 0, 15).ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
        return Type switch
        {
            "Currency" => Currency == "USD" ? (value < 0 ? $"-${digits[1..]}" : $"${digits}") : $"{Currency} {digits}",
            "Percent" => $"{digits}%",
            "Boolean" => value != 0 ? "true" : "false",
            _ => digits,
        };
    }

    public string Text(string value)
    {
        if (Type == "DateTime" && StoredMoment.TryParse(value, out DateTime utc))
        {
            DateTime local = TimeZoneInfo.ConvertTimeFromUtc(utc, TimeZoneInfo.FindSystemTimeZoneById(Zone));
            return local.ToString("M/d/yyyy, h:mm tt", CultureInfo.InvariantCulture);
        }

        if (Type == "Date" && DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date))
            return date.ToString("M/d/yyyy", CultureInfo.InvariantCulture);
        return value;
    }
}
