using System.Text.RegularExpressions;
using SalesforceLinq.Cli.Failures;

namespace SalesforceLinq.Cli.Spelling;

/// <summary>Chooses among names by what was written: names without regard to case, and patterns with * and ?.</summary>
/// <param name="unknown">Words the failure for a word that fits nothing; the closest name is asked for behind it.</param>
/// <param name="advice">What to do when there is no close name either.</param>
internal sealed class NameFilter(Func<string, string> unknown, string advice)
{
    /// <summary>The names that fit, in the order of the words; all when there are no words.</summary>
    /// <exception cref="ToolException">A word fits no name.</exception>
    public IReadOnlyList<string> Choose(IReadOnlyList<string> words, IReadOnlyList<string> names) =>
        words.Count == 0 ? names : [.. words.SelectMany(word => Matching(word, names)).Distinct(StringComparer.Ordinal)];

    private List<string> Matching(string word, IReadOnlyList<string> names)
    {
        string pattern = "^" + Regex.Escape(word).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal) + "$";
        List<string> found = [.. names.Where(name => Regex.IsMatch(name, pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant))];
        if (found.Count > 0)
            return found;
        string help = ClosestName.Question(word, names) is { Length: > 0 } question ? question : $" {advice}";
        throw new ToolException(ExitCode.NotFound, "UNKNOWN_NAME", unknown(word) + help);
    }
}
