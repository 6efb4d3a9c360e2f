using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Spelling;

namespace SalesforceLinq.Cli.Describes;

/// <summary>Resolves what was written after <c>--objects</c>: names and patterns (<c>*__c</c>, <c>all</c>), divided by commas or blanks.</summary>
internal sealed class ObjectSelection(IDescribeSource source)
{
    /// <summary>The objects meant, in the order of their names; all when nothing was written.</summary>
    /// <exception cref="ToolException">There is no such object.</exception>
    public async Task<IReadOnlyList<string>> ResolveAsync(IEnumerable<string> written, CancellationToken cancellation)
    {
        string[] words = [.. written.SelectMany(part => part.Split((char[])[',', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))];
        IReadOnlyList<string> known = await source.NamesAsync(cancellation).ConfigureAwait(false);
        if (words.Contains("all", StringComparer.OrdinalIgnoreCase))
            return known;
        NameFilter filter = new(word => $"There is no object '{word}' in {source.Origin}, or you may not see it.", "'sflinq describe' lists the objects.");
        return [.. filter.Choose(words, known).Order(StringComparer.Ordinal)];
    }
}
