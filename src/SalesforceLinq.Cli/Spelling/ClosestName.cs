namespace SalesforceLinq.Cli.Spelling;

/// <summary>Finds the name somebody probably meant.</summary>
internal static class ClosestName
{
    /// <summary>The closest of the names, or null when none is close: more than a third of the letters differ.</summary>
    public static string? Find(string written, IEnumerable<string> names)
    {
        string? best = null;
        int least = Math.Max(2, written.Length / 3) + 1;
        foreach (string name in names.Order(StringComparer.Ordinal))
        {
            if (Math.Abs(name.Length - written.Length) >= least && !SameStem(written, name))
                continue;
            int distance = SameStem(written, name) ? 1 : Distance(written.ToUpperInvariant(), name.ToUpperInvariant());
            if (distance < least)
                (best, least) = (name, distance);
        }

        return best;
    }

    /// <summary><c> Did you mean 'Account'?</c>, or nothing.</summary>
    public static string Question(string written, IEnumerable<string> names) => Find(written, names) is { } name ? $" Did you mean '{name}'?" : "";

    // Invoice for Invoice__c is what people forget most.
    private static bool SameStem(string written, string name) => string.Equals(written + "__c", name, StringComparison.OrdinalIgnoreCase);

    // Levenshtein, with one row kept.
    private static int Distance(string left, string right)
    {
        int[] row = [.. Enumerable.Range(0, right.Length + 1)];
        for (int i = 1; i <= left.Length; i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.Length; j++)
            {
                int changed = diagonal + (left[i - 1] == right[j - 1] ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(changed, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[^1];
    }
}
