using Newtonsoft.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Composite;

/// <summary>Sends composite graphs.</summary>
/// <remarks>Source: REST API Developer Guide, "Composite Graph"; recorded answers.</remarks>
internal sealed class GraphCall(RequestSender sender, CompositeWriter writer)
{
    private const int LongestGraphId = 39;

    public async Task<IReadOnlyList<CompositeGraphResult>> SendAsync(IReadOnlyList<CompositeGraph> graphs, CancellationToken cancellationToken)
    {
        Check(graphs);
        var call = new SalesforceRequest(HttpMethod.Post, "composite/graph")
        {
            Safety = CompositeWriter.SafetyOf(graphs.SelectMany(graph => graph.Subrequests).Select(subrequest => subrequest.Method)),
            Body = SalesforceRequestBody.JsonWriter(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("graphs");
                json.WriteStartArray();
                foreach (CompositeGraph graph in graphs)
                {
                    json.WriteStartObject();
                    json.WritePropertyName("graphId");
                    json.WriteValue(graph.GraphId);
                    writer.Write(json, graph.Subrequests);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }),
        };
        using SalesforceResponse response = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync(
            (GraphsAnswer answer) => answer.InOrderOf(graphs), "the answers do not match the graphs", cancellationToken).ConfigureAwait(false);
    }

    private static void Check(IReadOnlyList<CompositeGraph> graphs)
    {
        ArgumentNullException.ThrowIfNull(graphs);
        if (graphs.Count is 0 or > CompositeGraph.MaxGraphs)
            throw new ArgumentException($"A call takes 1 to {CompositeGraph.MaxGraphs} graphs, and these are {graphs.Count}.", nameof(graphs));
        int nodes = graphs.Sum(graph => graph.Subrequests.Count);
        if (nodes > CompositeGraph.MaxNodes)
            throw new ArgumentException($"The graphs of a call have at most {CompositeGraph.MaxNodes} requests, and these have {nodes}.", nameof(graphs));
        var ids = new HashSet<string>(StringComparer.Ordinal);
        foreach (CompositeGraph graph in graphs)
        {
            string id = graph.GraphId;
            if (id.Length is 0 or > LongestGraphId || !char.IsAsciiLetterOrDigit(id[0]) || id.Contains('.', StringComparison.Ordinal))
                throw new ArgumentException($"'{id}' is not a graph id: one has 1 to {LongestGraphId} characters, a letter or digit first, and no dot.", nameof(graphs));
            if (!ids.Add(id))
                throw new ArgumentException($"Two graphs are called '{id}'. Give each an id of its own.", nameof(graphs));
            if (graph.Subrequests.Count == 0)
                throw new ArgumentException($"Graph '{id}' has no requests.", nameof(graphs));
            CompositeWriter.CheckNames(graph.Subrequests, nameof(graphs));
            new GraphLimits(graph).Check(nameof(graphs));
        }
    }

    private sealed class GraphsAnswer
    {
        [JsonProperty("graphs")]
        public List<GraphAnswer>? Graphs { get; init; }

        public IReadOnlyList<CompositeGraphResult>? InOrderOf(IReadOnlyList<CompositeGraph> graphs)
        {
            if (Graphs?.Count != graphs.Count)
                return null;
            var inOrder = new List<CompositeGraphResult>(graphs.Count);
            foreach (CompositeGraph graph in graphs)
            {
                GraphAnswer? answer = Graphs.Find(candidate => candidate.GraphId == graph.GraphId);
                if (answer?.Response?.InOrderOf(graph.Subrequests) is not { } answers)
                    return null;
                inOrder.Add(new CompositeGraphResult(graph.GraphId, answer.IsSuccessful, answers));
            }

            return inOrder;
        }
    }

    private sealed class GraphAnswer
    {
        [JsonProperty("graphId")]
        public string? GraphId { get; init; }

        [JsonProperty("isSuccessful")]
        public bool IsSuccessful { get; init; }

        [JsonProperty("graphResponse")]
        public CompositeAnswer? Response { get; init; }
    }
}
