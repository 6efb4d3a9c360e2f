using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>No folder knows itself by way of others: neither folder by folder, nor room by room (the first folder under the root).</summary>
public sealed class NoCycleRule : IHouseRule
{
    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project)
    {
        IReadOnlyList<FolderDependencies.Arrow> arrows = FolderDependencies.Of(project);
        return Cycles(arrows, folder => folder).Concat(Cycles(arrows, RoomOf)).Select(cycle => $"{project.Name}: {cycle}");
    }

    private static string RoomOf(string folder) => folder.Split('/')[0];

    private static IEnumerable<string> Cycles(IReadOnlyList<FolderDependencies.Arrow> arrows, Func<string, string> node)
    {
        ILookup<string, FolderDependencies.Arrow> outgoing = arrows
            .Where(arrow => node(arrow.From) != node(arrow.To))
            .ToLookup(arrow => node(arrow.From));
        HashSet<string> finished = [];
        foreach (string start in outgoing.Select(group => group.Key))
        {
            if (FindCycle(start, [], outgoing, node, finished) is { } cycle)
                yield return string.Join(" -> ", cycle.Select(arrow => $"{arrow.From} [{arrow.Example}]")) + $" -> {cycle[0].From}";
        }
    }

    private static List<FolderDependencies.Arrow>? FindCycle(
        string current,
        List<FolderDependencies.Arrow> path,
        ILookup<string, FolderDependencies.Arrow> outgoing,
        Func<string, string> node,
        HashSet<string> finished)
    {
        int seen = path.FindIndex(arrow => node(arrow.From) == current);
        if (seen >= 0)
            return path[seen..];
        if (finished.Contains(current))
            return null;

        foreach (FolderDependencies.Arrow arrow in outgoing[current])
        {
            if (FindCycle(node(arrow.To), [.. path, arrow], outgoing, node, finished) is { } cycle)
                return cycle;
        }

        finished.Add(current);
        return null;
    }
}
