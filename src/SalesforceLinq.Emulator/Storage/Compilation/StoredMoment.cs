using System.Globalization;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>DateTimes as they are stored: UTC with milliseconds, so that text order is time order.</summary>
internal static class StoredMoment
{
    private const string Format = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    public static bool TryParse(string text, out DateTime utc) =>
        DateTime.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);
}
