using System.Globalization;
using System.Text;

namespace SalesforceLinq.Emulator.Rules;

/// <summary>Writes the next number of an auto-number field: <c>INV-{YYYY}-{0000}</c>.</summary>
/// <remarks>Source: Salesforce Help, "Custom Field Attributes", display format: {0000}, {YYYY}, {YY}, {MM}, {DD}.</remarks>
internal static class AutoNumberFormat
{
    public static string Apply(string format, long number, DateTimeOffset now)
    {
        StringBuilder text = new();
        bool counted = false;
        int index = 0;
        while (index < format.Length)
        {
            int close = format[index] == '{' ? format.IndexOf('}', index) : -1;
            if (close < 0)
            {
                text.Append(format[index++]);
                continue;
            }
            string part = format[(index + 1)..close];
            counted |= IsCounter(part);
            text.Append(Part(part, number, now));
            index = close + 1;
        }
        return counted ? text.ToString() : text.Append(CultureInfo.InvariantCulture, $"{number}").ToString();
    }

    private static bool IsCounter(string part) => part.Length > 0 && part.All(character => character == '0');

    private static string Part(string part, long number, DateTimeOffset now) => part switch
    {
        "YYYY" => now.ToString("yyyy", CultureInfo.InvariantCulture),
        "YY" => now.ToString("yy", CultureInfo.InvariantCulture),
        "MM" => now.ToString("MM", CultureInfo.InvariantCulture),
        "DD" => now.ToString("dd", CultureInfo.InvariantCulture),
        _ when IsCounter(part) => number.ToString($"D{part.Length}", CultureInfo.InvariantCulture),
        _ => $"{{{part}}}",
    };
}
