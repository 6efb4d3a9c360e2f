namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>Orders each layer so that few lines cross: every box near the middle of those it is tied to, layer by layer, down and up again; the best of all rounds is kept.</summary>
internal sealed class CrossingReduction
{
    private const int Rounds = 24;

    public void Order(LayoutGraph graph)
    {
        List<(LayoutNode Upper, LayoutNode Lower)> hops = [.. graph.Edges.SelectMany(edge => edge.Chain.Zip(edge.Chain.Skip(1)))];
        ILookup<LayoutNode, LayoutNode> above = hops.ToLookup(hop => hop.Lower, hop => hop.Upper);
        ILookup<LayoutNode, LayoutNode> below = hops.ToLookup(hop => hop.Upper, hop => hop.Lower);
        Number(graph);
        List<LayoutNode[]> best = Snapshot(graph);
        int fewest = Crossings(hops);
        for (int round = 0; round < Rounds && fewest > 0; round++)
        {
            bool isDown = round % 2 == 0;
            IEnumerable<List<LayoutNode>> layers = isDown ? graph.Layers : Enumerable.Reverse(graph.Layers);
            foreach (List<LayoutNode> layer in layers)
                Sort(layer, isDown ? above : below);
            Exchange(graph, hops);
            if (Crossings(hops) is var crossings && crossings < fewest)
                (fewest, best) = (crossings, Snapshot(graph));
        }

        for (int layer = 0; layer < best.Count; layer++)
            graph.Layers[layer] = [.. best[layer]];
        Number(graph);
    }

    private static void Sort(List<LayoutNode> layer, ILookup<LayoutNode, LayoutNode> tied)
    {
        Dictionary<LayoutNode, double> middle = layer.ToDictionary(node => node, node => tied[node].Select(other => (double)other.Order).DefaultIfEmpty(node.Order).Average());
        List<LayoutNode> sorted = [.. layer.OrderBy(node => middle[node]).ThenBy(node => node.Order)];
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer);
    }

    // Neighbours change places where that alone makes it better.
    private static void Exchange(LayoutGraph graph, List<(LayoutNode Upper, LayoutNode Lower)> hops)
    {
        foreach (List<LayoutNode> layer in graph.Layers)
        {
            for (int i = 0; i + 1 < layer.Count; i++)
            {
                (LayoutNode left, LayoutNode right) = (layer[i], layer[i + 1]);
                List<(LayoutNode Upper, LayoutNode Lower)> touching = [.. hops.Where(hop => hop.Upper == left || hop.Lower == left || hop.Upper == right || hop.Lower == right)];
                int before = Crossings(touching);
                (left.Order, right.Order) = (right.Order, left.Order);
                if (Crossings(touching) < before)
                    (layer[i], layer[i + 1]) = (right, left);
                else
                    (left.Order, right.Order) = (right.Order, left.Order);
            }
        }
    }

    private static int Crossings(List<(LayoutNode Upper, LayoutNode Lower)> hops)
    {
        int crossings = 0;
        for (int i = 0; i < hops.Count; i++)
        {
            for (int j = i + 1; j < hops.Count; j++)
            {
                if (hops[i].Upper.Layer == hops[j].Upper.Layer
                    && (hops[i].Upper.Order - hops[j].Upper.Order) * (hops[i].Lower.Order - hops[j].Lower.Order) < 0)
                {
                    crossings++;
                }
            }
        }

        return crossings;
    }

    private static List<LayoutNode[]> Snapshot(LayoutGraph graph) => [.. graph.Layers.Select(layer => layer.ToArray())];

    private static void Number(LayoutGraph graph)
    {
        foreach (List<LayoutNode> layer in graph.Layers)
            Number(layer);
    }

    private static void Number(List<LayoutNode> layer)
    {
        for (int i = 0; i < layer.Count; i++)
            layer[i].Order = i;
    }
}
