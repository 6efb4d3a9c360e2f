using System.Globalization;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>The API versions an org serves.</summary>
/// <remarks>Source: salesforce-api.md, section 1: 31.0 (Summer '14) to 66.0 (Spring '26), three a year.</remarks>
internal static class ApiVersions
{
    public const int Lowest = 31;
    public const int Highest = 66;

    /// <summary>Label of a version, such as <c>Spring '26</c> for 66.</summary>
    public static string LabelOf(int version)
    {
        // 31 was Summer '14, 32 Winter '15, 33 Spring '15, and so on in turn.
        int steps = version - 31;
        int year = 14 + ((steps + 2) / 3);
        string season = (steps % 3) switch
        {
            0 => "Summer",
            1 => "Winter",
            _ => "Spring",
        };
        return string.Create(CultureInfo.InvariantCulture, $"{season} '{year:00}");
    }

    /// <summary>Reads <c>v66.0</c>; false for any other text and for versions that are not served.</summary>
    public static bool TryParse(string segment, out decimal version)
    {
        version = 0;
        return segment.Length > 2 && segment[0] is 'v' or 'V'
            && decimal.TryParse(segment.AsSpan(1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out version)
            && segment.EndsWith(".0", StringComparison.Ordinal);
    }

    public static bool IsServed(decimal version) => version is >= Lowest and <= Highest && version == decimal.Truncate(version);

    /// <summary>Whether a version was served once and is no more.</summary>
    public static bool IsRetired(decimal version) => version is >= 7 and < Lowest;
}
