namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>Places the boxes of each layer from left to right: as near below and above the ones they are tied to as the order and the gaps allow.</summary>
internal sealed class CoordinateAssignment
{
    private const int Rounds = 16;
    private const double Gap = 44;
    private const double BendGap = 18;

    public void Place(LayoutGraph graph)
    {
        List<(LayoutNode Upper, LayoutNode Lower)> hops = [.. graph.Edges.SelectMany(edge => edge.Chain.Zip(edge.Chain.Skip(1)))];
        ILookup<LayoutNode, LayoutNode> above = hops.ToLookup(hop => hop.Lower, hop => hop.Upper);
        ILookup<LayoutNode, LayoutNode> below = hops.ToLookup(hop => hop.Upper, hop => hop.Lower);
        foreach (List<LayoutNode> layer in graph.Layers)
            Settle(layer, _ => 0, _ => 1);
        for (int round = 0; round < Rounds; round++)
        {
            bool isDown = round % 2 == 0;
            foreach (List<LayoutNode> layer in isDown ? graph.Layers : Enumerable.Reverse(graph.Layers))
            {
                // The last rounds look both ways, so that a box stands between its parents and its children.
                IEnumerable<LayoutNode> Tied(LayoutNode node) => round >= Rounds - 4 ? above[node].Concat(below[node]) : isDown ? above[node] : below[node];
                Settle(layer, node => Tied(node).Select(other => other.X).DefaultIfEmpty(node.X).Average(), node => WeightOf(node, Tied(node)));
            }
        }

        Straighten(graph);
    }

    // Bends of one line that are almost above each other are put there, where their neighbours leave room.
    private static void Straighten(LayoutGraph graph)
    {
        foreach (LayoutEdge edge in graph.Edges)
        {
            for (int i = 2; i + 1 < edge.Chain.Count; i++)
            {
                (LayoutNode above, LayoutNode bend) = (edge.Chain[i - 1], edge.Chain[i]);
                List<LayoutNode> layer = graph.Layers[bend.Layer];
                bool hasRoom = (bend.Order == 0 || above.X - layer[bend.Order - 1].Right > BendGap / 2)
                    && (bend.Order == layer.Count - 1 || layer[bend.Order + 1].Left - above.X > BendGap / 2);
                if (Math.Abs(above.X - bend.X) < BendGap && hasRoom)
                    bend.X = above.X;
            }
        }
    }

    // A line of many bends should be straight before boxes are centred.
    private static double WeightOf(LayoutNode node, IEnumerable<LayoutNode> tied)
    {
        int count = tied.Count();
        return count == 0 ? 0.1 : node.IsBend ? 8 : count;
    }

    /// <summary>The places nearest to the wished ones, by least squares, that keep the order and the gaps: pool adjacent violators.</summary>
    private static void Settle(List<LayoutNode> layer, Func<LayoutNode, double> wish, Func<LayoutNode, double> weight)
    {
        double offset = 0;
        double[] offsets = new double[layer.Count];
        Stack<(double Sum, double Weight, int Count)> pools = [];
        for (int i = 0; i < layer.Count; i++)
        {
            offset += i == 0 ? 0 : Separation(layer[i - 1], layer[i]);
            offsets[i] = offset;
            double share = weight(layer[i]);
            (double Sum, double Weight, int Count) pool = ((wish(layer[i]) - offset) * share, share, 1);
            while (pools.TryPeek(out (double Sum, double Weight, int Count) before) && before.Sum / before.Weight > pool.Sum / pool.Weight)
            {
                pools.Pop();
                pool = (before.Sum + pool.Sum, before.Weight + pool.Weight, before.Count + pool.Count);
            }

            pools.Push(pool);
        }

        int at = 0;
        foreach ((double sum, double total, int count) in pools.Reverse())
        {
            for (int i = 0; i < count; i++, at++)
                layer[at].X = (sum / total) + offsets[at];
        }
    }

    private static double Separation(LayoutNode left, LayoutNode right) => ((left.Width + right.Width) / 2) + (left.IsBend || right.IsBend ? BendGap : Gap);
}
