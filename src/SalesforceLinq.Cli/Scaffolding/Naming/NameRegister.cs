using System.Globalization;

namespace SalesforceLinq.Cli.Scaffolding.Naming;

/// <summary>The names given so far in one place. Whoever comes later takes another: the order of asking decides, so it must not depend on chance.</summary>
/// <param name="reserved">Names nobody gets.</param>
internal sealed class NameRegister(IEnumerable<string> reserved)
{
    // Files of classes that differ by case alone would be one file on Windows and macOS.
    private readonly HashSet<string> _taken = new(reserved, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a name is still to be had.</summary>
    public bool IsFree(string name) => !_taken.Contains(name);

    /// <summary>Takes the first name that is free, else the last one with a number.</summary>
    public string Take(params ReadOnlySpan<string> candidates)
    {
        foreach (string candidate in candidates)
        {
            if (_taken.Add(candidate))
                return candidate;
        }

        for (int number = 2; ; number++)
        {
            string numbered = string.Create(CultureInfo.InvariantCulture, $"{candidates[^1]}{number}");
            if (_taken.Add(numbered))
                return numbered;
        }
    }
}
