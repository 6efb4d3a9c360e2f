namespace SalesforceLinq.Cli.Scaffolding.Drift;

/// <summary>Which lines of one text the other lacks, both ways.</summary>
internal static class LineDifference
{
    /// <summary>The lines that differ: declarations first of all, and the rest only where no declaration differs.</summary>
    public static (IReadOnlyList<string> Added, IReadOnlyList<string> Removed) Between(string before, string after)
    {
        (List<string> added, List<string> removed) = (Extra(after, before), Extra(before, after));
        bool hasDeclarations = added.Concat(removed).Any(IsDeclaration);
        return hasDeclarations ? ([.. added.Where(IsDeclaration)], [.. removed.Where(IsDeclaration)]) : (added, removed);
    }

    // As multisets: what is merely at another place is not listed; the files are sorted, so that it hardly occurs.
    private static List<string> Extra(string text, string other)
    {
        Dictionary<string, int> counts = new(StringComparer.Ordinal);
        foreach (string line in Lines(other))
            counts[line] = counts.GetValueOrDefault(line) + 1;
        List<string> extra = [];
        foreach (string line in Lines(text))
        {
            if (counts.GetValueOrDefault(line) is > 0 and int left)
                counts[line] = left - 1;
            else
                extra.Add(line);
        }

        return extra;
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0);

    private static bool IsDeclaration(string line) => !line.StartsWith('/') && !line.StartsWith('[') && line is not ("{" or "}");
}
