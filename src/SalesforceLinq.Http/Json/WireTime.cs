using System.Globalization;

namespace SalesforceLinq.Http.Json;

/// <summary>Dates and times as the REST API writes and reads them: invariant, and in UTC.</summary>
/// <remarks>Source: REST API Developer Guide, "Valid Date and DateTime Formats"; recorded rows (<c>2024-10-08T15:05:08.000+0000</c>).</remarks>
internal static class WireTime
{
    private const string DateTimeForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DateForm = "yyyy-MM-dd";
    private const string TimeForm = "HH:mm:ss.fff'Z'";

    private static readonly string[] ReadableTimes = ["HH:mm:ss.FFFFFFF", "HH:mm:ss.FFFFFFF'Z'"];

    public static string Text(DateTimeOffset value) => value.UtcDateTime.ToString(DateTimeForm, CultureInfo.InvariantCulture);

    /// <summary>A time without a zone counts as UTC, so that the same program sends the same on every machine.</summary>
    public static string Text(DateTime value) =>
        (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).ToString(DateTimeForm, CultureInfo.InvariantCulture);

    public static string Text(DateOnly value) => value.ToString(DateForm, CultureInfo.InvariantCulture);

    public static string Text(TimeOnly value) => value.ToString(TimeForm, CultureInfo.InvariantCulture);

    public static DateTimeOffset Moment(string text) =>
        DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, DateForm, CultureInfo.InvariantCulture);

    public static TimeOnly Time(string text) => TimeOnly.ParseExact(text, ReadableTimes, CultureInfo.InvariantCulture);
}
