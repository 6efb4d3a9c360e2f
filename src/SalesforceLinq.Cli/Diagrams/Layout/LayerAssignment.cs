namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>Gives every box a layer: parents above their children, layers not too wide, and no box higher than it has to be.</summary>
internal sealed class LayerAssignment
{
    /// <summary>Assigns the layers, and turns round the links that would lead upwards in a circle.</summary>
    /// <param name="nodes">The boxes of one connected part, by name.</param>
    /// <param name="links">Its links; those from a box to itself left out.</param>
    public LayoutGraph Assign(IReadOnlyDictionary<string, LayoutNode> nodes, IReadOnlyList<DiagramLink> links)
    {
        HashSet<DiagramLink> reversed = Circular([.. nodes.Keys], links);
        List<LayoutEdge> edges = [.. links.Select(link => reversed.Contains(link)
            ? new LayoutEdge(link, nodes[link.Child], nodes[link.Parent], isReversed: true)
            : new LayoutEdge(link, nodes[link.Parent], nodes[link.Child], isReversed: false))];

        List<LayoutNode> order = TopDown([.. nodes.Values], edges);
        foreach (LayoutNode node in order)
            node.Layer = edges.Where(edge => edge.Lower == node).Select(edge => edge.Upper.Layer + 1).DefaultIfEmpty(0).Max();
        Widen(order, edges);
        Lower(order, edges);
        return Layered([.. nodes.Values], edges);
    }

    // A link that leads back to a box whose children are being looked at closes a circle.
    private static HashSet<DiagramLink> Circular(string[] names, IReadOnlyList<DiagramLink> links)
    {
        ILookup<string, DiagramLink> children = links.ToLookup(link => link.Parent);
        Dictionary<string, int> parents = names.ToDictionary(name => name, name => links.Count(link => link.Child == name));
        HashSet<DiagramLink> reversed = [];
        Dictionary<string, bool> isOpen = [];
        foreach (string name in names.OrderBy(name => parents[name]).ThenByDescending(name => children[name].Count()).ThenBy(name => name, StringComparer.Ordinal))
            Visit(name);
        return reversed;

        void Visit(string name)
        {
            if (!isOpen.TryAdd(name, true))
                return;
            foreach (DiagramLink link in children[name])
            {
                if (isOpen.TryGetValue(link.Child, out bool open) && open)
                    reversed.Add(link);
                else
                    Visit(link.Child);
            }

            isOpen[name] = false;
        }
    }

    private static List<LayoutNode> TopDown(List<LayoutNode> nodes, List<LayoutEdge> edges)
    {
        List<LayoutNode> order = [];
        Dictionary<LayoutNode, int> waiting = nodes.ToDictionary(node => node, node => edges.Count(edge => edge.Lower == node));
        while (waiting.Count > 0)
        {
            LayoutNode next = waiting.Where(entry => entry.Value == 0).Select(entry => entry.Key).MinBy(node => node.Name, StringComparer.Ordinal)!;
            waiting.Remove(next);
            order.Add(next);
            foreach (LayoutEdge edge in edges.Where(edge => edge.Upper == next))
                waiting[edge.Lower]--;
        }

        return order;
    }

    // A page is wider than high, and no wider than one can look at: what does not fit into a layer goes one down, those with the fewest children first.
    private static void Widen(List<LayoutNode> order, List<LayoutEdge> edges)
    {
        double widest = Math.Max(900, Math.Sqrt(order.Sum(node => (node.Width + 40) * (node.Height + 90)) * 1.7));
        for (int layer = 0; order.Exists(node => node.Layer >= layer); layer++)
        {
            double used = 0;
            foreach (LayoutNode node in order.Where(node => node.Layer == layer)
                .OrderByDescending(node => edges.Count(edge => edge.Upper == node)).ThenBy(node => node.Name, StringComparer.Ordinal))
            {
                used += node.Width + 40;
                if (used > widest && used > node.Width + 40)
                    node.Layer++;
            }

            foreach (LayoutNode node in order)
                node.Layer = Math.Max(node.Layer, edges.Where(edge => edge.Lower == node).Select(edge => edge.Upper.Layer + 1).DefaultIfEmpty(0).Max());
        }
    }

    // A parent whose children all are far below belongs right above them.
    private static void Lower(List<LayoutNode> order, List<LayoutEdge> edges)
    {
        foreach (LayoutNode node in Enumerable.Reverse(order))
        {
            if (!edges.Exists(edge => edge.Lower == node) && edges.Exists(edge => edge.Upper == node))
                node.Layer = edges.Where(edge => edge.Upper == node).Min(edge => edge.Lower.Layer) - 1;
        }

        int top = order.Min(node => node.Layer);
        foreach (LayoutNode node in order)
            node.Layer -= top;
    }

    private static LayoutGraph Layered(IReadOnlyList<LayoutNode> nodes, IReadOnlyList<LayoutEdge> edges)
    {
        LayoutGraph graph = new(nodes, edges);
        for (int layer = 0; layer <= nodes.Max(node => node.Layer); layer++)
            graph.Layers.Add([.. nodes.Where(node => node.Layer == layer).OrderBy(node => node.Name, StringComparer.Ordinal)]);
        foreach (LayoutEdge edge in edges)
        {
            edge.Chain.Add(edge.Upper);
            for (int layer = edge.Upper.Layer + 1; layer < edge.Lower.Layer; layer++)
            {
                LayoutNode bend = new("", 8, 0) { Layer = layer };
                graph.Layers[layer].Add(bend);
                edge.Chain.Add(bend);
            }

            edge.Chain.Add(edge.Lower);
        }

        return graph;
    }
}
