using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Refuses graphs that hold what a graph may not, or are too deep or too varied.</summary>
/// <remarks>Source: REST API Developer Guide, "Composite Graph Limits": depth 15; 15 distinct kinds of nodes by version, method and object.</remarks>
internal static class GraphRules
{
    private const int MostLevels = 15;
    private const int MostKinds = 15;

    public static Answer? Refused(string graphId, IReadOnlyList<Subrequest> nodes)
    {
        HashSet<(decimal Version, string Method, string Type)> kinds = [];
        Dictionary<string, int> levels = new(StringComparer.Ordinal);
        foreach (Subrequest node in nodes)
        {
            (decimal version, IReadOnlyList<string> resource) = node.Target;
            if (resource.Count is < 2 or > 4 || !resource[0].Equals("sobjects", StringComparison.OrdinalIgnoreCase) || resource[^1].Equals("describe", StringComparison.OrdinalIgnoreCase))
                return Wrong(graphId, $"a node creates, reads, updates or deletes a record; '{node.ReferenceId}' does not: {node.Url}");
            kinds.Add((version, node.Method, resource[1].ToUpperInvariant()));
            int level = 1 + References.In(node.Url + node.Body?.ToJsonString()).Select(name => levels.GetValueOrDefault(name)).DefaultIfEmpty(0).Max();
            if (level > MostLevels)
                return Wrong(graphId, $"it is deeper than {MostLevels} nodes at '{node.ReferenceId}'");
            levels[node.ReferenceId] = level;
        }
        return kinds.Count > MostKinds ? Wrong(graphId, $"its nodes are of {kinds.Count} kinds (version, method and object); at most {MostKinds} are allowed") : null;
    }

    private static Answer Wrong(string graphId, string what) => Answer.Error(400, "INVALID_INPUT", $"Graph '{graphId}' is refused: {what}.");
}
