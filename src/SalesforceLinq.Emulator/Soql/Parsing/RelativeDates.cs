namespace SalesforceLinq.Emulator.Soql.Parsing;

/// <summary>The keywords that stand for a range of days around today.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "Date Formats and Date Literals in WHERE".</remarks>
internal static class RelativeDates
{
    /// <summary>More than the distance from 1700 to 4000 in days.</summary>
    public const int LargestCount = 1_000_000;

    private static readonly HashSet<string> Plain =
    [
        "YESTERDAY", "TODAY", "TOMORROW", "LAST_90_DAYS", "NEXT_90_DAYS",
        .. from which in new[] { "LAST", "THIS", "NEXT" }
           from unit in new[] { "WEEK", "MONTH", "QUARTER", "YEAR", "FISCAL_QUARTER", "FISCAL_YEAR" }
           select $"{which}_{unit}",
    ];

    private static readonly HashSet<string> Counted =
    [
        .. from unit in new[] { "DAYS", "WEEKS", "MONTHS", "QUARTERS", "YEARS", "FISCAL_QUARTERS", "FISCAL_YEARS" }
           from name in new[] { $"LAST_N_{unit}", $"NEXT_N_{unit}", $"N_{unit}_AGO" }
           select name,
    ];

    public static bool IsPlain(string word) => Plain.Contains(word);

    public static bool IsCounted(string word) => Counted.Contains(word);
}
