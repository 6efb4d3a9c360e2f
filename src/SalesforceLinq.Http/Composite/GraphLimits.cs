using System.Text.RegularExpressions;
using Newtonsoft.Json;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http.Composite;

/// <summary>Checks how deep the requests of a graph hang on one another, and of how many kinds they are.</summary>
/// <remarks>Source: REST API Developer Guide, "Composite Graph Limits".</remarks>
internal sealed class GraphLimits(CompositeGraph graph)
{
    private readonly Dictionary<string, int> _depths = new(StringComparer.Ordinal);

    public void Check(string parameter)
    {
        var kinds = new HashSet<(string Method, string Resource)>();
        foreach (Subrequest subrequest in graph.Subrequests)
        {
            kinds.Add((subrequest.Method.Method, ResourceOf(subrequest.Path)));
            _depths[subrequest.ReferenceId] = 1 + ReferencesOf(subrequest).Select(name => _depths.GetValueOrDefault(name)).DefaultIfEmpty().Max();
        }

        if (kinds.Count > CompositeGraph.MaxKinds)
        {
            throw new ArgumentException(
                $"Graph '{graph.GraphId}' has requests of {kinds.Count} kinds (method and object), and may have {CompositeGraph.MaxKinds}.", parameter);
        }

        int depth = _depths.Values.DefaultIfEmpty().Max();
        if (depth > CompositeGraph.MaxDepth)
        {
            throw new ArgumentException(
                $"Graph '{graph.GraphId}' has a chain of {depth} requests that need one another, and may have {CompositeGraph.MaxDepth}.", parameter);
        }
    }

    // The object is the segment behind 'sobjects'.
    private static string ResourceOf(string path)
    {
        string[] segments = path.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
        int at = Array.FindIndex(segments, segment => segment.Equals("sobjects", StringComparison.OrdinalIgnoreCase));
        return at >= 0 && at + 1 < segments.Length ? segments[at + 1].ToUpperInvariant() : path;
    }

    private static IEnumerable<string> ReferencesOf(Subrequest subrequest)
    {
        string body = subrequest.WriteBody is { } write ? Text(write) : subrequest.Body is { } value ? Text(json => WireJson.Serializer.Serialize(json, value)) : "";
        foreach (Match reference in Subrequest.Reference().Matches($"{subrequest.Path} {body}"))
            yield return reference.Value[2..].Split('.', '[', '}')[0];
    }

    private static string Text(Action<JsonTextWriter> write) => System.Text.Encoding.UTF8.GetString(WireJson.Bytes(write));
}
