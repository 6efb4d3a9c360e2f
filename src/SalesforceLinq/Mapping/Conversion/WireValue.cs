using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Mapping.Conversion;

/// <summary>Reads a wire value as the primitive a converter wants. JSON has no dates: they arrive as text.</summary>
internal static class WireValue
{
    public static T To<T>(object wire)
        where T : notnull => TryTo(wire, out T? value) ? value : throw Misfit(typeof(T), wire);

    public static bool TryTo<T>(object wire, [NotNullWhen(true)] out T? value)
        where T : notnull
    {
        object? plain = wire is JValue json && typeof(T) != typeof(JToken) ? json.Value : wire;
        object? read = plain is T ? plain
            : typeof(T) == typeof(JToken) ? JToken.FromObject(plain!)
            : Read(typeof(T), plain);
        value = read is T result ? result : default;
        return read is T;
    }

    private static object? Read(Type target, object? value)
    {
        if (target == typeof(string))
            return Text(value);
        if (target == typeof(long))
            return Whole(value);
        if (target == typeof(decimal))
            return Decimal(value);
        if (target == typeof(double))
            return Double(value);
        if (target == typeof(DateOnly))
            return Date(value);
        if (target == typeof(TimeOnly))
            return value is string time && WireText.TryTime(time, out TimeOnly parsed) ? parsed : null;
        if (target == typeof(DateTimeOffset))
            return Instant(value);
        return target == typeof(bool) && value is string text && bool.TryParse(text, out bool flag) ? flag : null;
    }

    private static object? Text(object? value) => value switch
    {
        DateTimeOffset instant => WireText.Instant(instant),
        DateTime moment => WireText.Instant(WireText.Universal(moment)),
        DateOnly date => WireText.Date(date),
        TimeOnly time => WireText.Time(time),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        JToken => null,
        _ => value?.ToString(),
    };

    private static object? Whole(object? value) => value switch
    {
        int number => (long)number,
        decimal number when decimal.IsInteger(number) && number is >= long.MinValue and <= long.MaxValue => (long)number,
        double number when double.IsInteger(number) && Math.Abs(number) < 9.2e18 => (long)number,
        string text when long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out long number) => number,
        _ => null,
    };

    private static object? Decimal(object? value) => value switch
    {
        int or long => Convert.ToDecimal(value, CultureInfo.InvariantCulture),
        double number when Math.Abs(number) < 7.9e28 => (decimal)number,
        string text when decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal number) => number,
        _ => null,
    };

    private static object? Double(object? value) => value switch
    {
        int or long or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        string text when double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) => number,
        _ => null,
    };

    private static object? Date(object? value) => value switch
    {
        string text when WireText.TryDate(text, out DateOnly date) => date,
        DateTime moment when moment.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(moment),
        _ => null,
    };

    private static object? Instant(object? value) => value switch
    {
        string text when WireText.TryInstant(text, out DateTimeOffset instant) => instant,
        DateTime moment => WireText.Universal(moment),
        DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        _ => null,
    };

    public static FormatException Misfit(Type target, object wire)
    {
        string text = Convert.ToString(wire, CultureInfo.InvariantCulture) ?? "null";
        return new FormatException($"The value '{(text.Length > 60 ? text[..60] + "…" : text)}' ({wire.GetType().Name}) is no {target.Name}.");
    }
}
