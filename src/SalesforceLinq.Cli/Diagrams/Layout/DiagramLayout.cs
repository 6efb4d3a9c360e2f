namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>
/// The passes from boxes and links to places and lines, in the manner of Sugiyama, Tagawa and Toda: connected parts, layers, order, places, lines;
/// last the parts are put side by side.
/// </summary>
internal sealed class DiagramLayout
{
    private const double Gap = 60;

    /// <summary>Lays out a diagram.</summary>
    /// <param name="boxes">The boxes with their sizes, by name.</param>
    /// <param name="links">The links.</param>
    public PlacedDiagram Arrange(IReadOnlyDictionary<string, LayoutNode> boxes, IReadOnlyList<DiagramLink> links)
    {
        List<LayoutGraph> parts = [];
        foreach (string[] names in Parts([.. boxes.Keys], links))
        {
            Dictionary<string, LayoutNode> nodes = names.ToDictionary(name => name, name => boxes[name]);
            DiagramLink[] within = [.. links.Where(link => link.Child != link.Parent && nodes.ContainsKey(link.Child))];
            LayoutGraph graph = new LayerAssignment().Assign(nodes, within);
            new CrossingReduction().Order(graph);
            new CoordinateAssignment().Place(graph);
            new EdgeRouting().Route(graph);
            parts.Add(graph);
        }

        return Pack(parts);
    }

    private static List<string[]> Parts(string[] names, IReadOnlyList<DiagramLink> links)
    {
        Dictionary<string, string> representatives = names.ToDictionary(name => name, name => name);
        foreach (DiagramLink link in links)
        {
            (string left, string right) = (Find(link.Child), Find(link.Parent));
            if (left != right)
                representatives[right] = left;
        }

        return [.. names.GroupBy(Find).Select(group => group.Order(StringComparer.Ordinal).ToArray()).OrderByDescending(part => part.Length).ThenBy(part => part[0], StringComparer.Ordinal)];

        string Find(string name)
        {
            while (representatives[name] != name)
                name = representatives[name];
            return name;
        }
    }

    // In rows, like words on a page that is as wide as its longest word, or somewhat wider than high.
    private static PlacedDiagram Pack(List<LayoutGraph> parts)
    {
        List<(LayoutGraph Graph, double Left, double Width, double Height)> sized = [.. parts.Select(Size)];
        double page = sized.Count == 0 ? 0 : Math.Max(sized.Max(part => part.Width), Math.Sqrt(sized.Sum(part => (part.Width + Gap) * (part.Height + Gap)) * 1.7));
        double x = 0, y = 0, row = 0, widest = 0;
        foreach ((LayoutGraph graph, double left, double width, double height) in sized)
        {
            if (x > 0 && x + width > page)
                (x, y, row) = (0, y + row + Gap, 0);
            Move(graph, x - left, y);
            x += width + Gap;
            row = Math.Max(row, height);
            widest = Math.Max(widest, x - Gap);
        }

        return new PlacedDiagram([.. parts.SelectMany(part => part.Nodes)], [.. parts.SelectMany(part => part.Edges)], widest, y + row);
    }

    private static (LayoutGraph Graph, double Left, double Width, double Height) Size(LayoutGraph graph)
    {
        double left = Math.Min(graph.Nodes.Min(node => node.Left), graph.Edges.SelectMany(edge => edge.Points).Select(point => point.X).DefaultIfEmpty(double.MaxValue).Min());
        double right = Math.Max(graph.Nodes.Max(node => node.Right), graph.Edges.SelectMany(edge => edge.Points).Select(point => point.X).DefaultIfEmpty(double.MinValue).Max());
        return (graph, left, right - left, graph.Nodes.Max(node => node.Bottom));
    }

    private static void Move(LayoutGraph graph, double dx, double dy)
    {
        foreach (LayoutNode node in graph.Nodes)
            (node.X, node.Y) = (node.X + dx, node.Y + dy);
        foreach (LayoutEdge edge in graph.Edges)
        {
            for (int i = 0; i < edge.Points.Count; i++)
                edge.Points[i] = new LayoutPoint(edge.Points[i].X + dx, edge.Points[i].Y + dy);
        }
    }
}
