namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>Leads the lines: out of the lower side of a box, along a track of its own in the space between two layers, and into the upper side of the next.</summary>
internal sealed class EdgeRouting
{
    private const double Margin = 26;
    private const double TrackHeight = 11;
    private const double PortGap = 20;

    public void Route(LayoutGraph graph)
    {
        Dictionary<(LayoutEdge, bool), double> ports = Ports(graph);
        double top = 0;
        for (int layer = 0; layer < graph.Layers.Count; layer++)
        {
            double height = graph.Layers[layer].Max(node => node.Height);
            foreach (LayoutNode node in graph.Layers[layer])
                node.Y = top;
            double bottom = top + height;
            List<Hop> hops = [.. graph.Edges.Where(edge => edge.Upper.Layer <= layer && layer < edge.Lower.Layer).Select(edge => HopOf(edge, layer, ports))];
            int tracks = AssignTracks(hops);
            double channel = (2 * Margin) + (Math.Max(0, tracks - 1) * TrackHeight);
            foreach (Hop hop in hops)
            {
                double start = hop.Edge.Points.Count == 0 ? hop.Edge.Upper.Bottom : top;
                if (hop.Edge.Points.Count == 0)
                    hop.Edge.Points.Add(new LayoutPoint(hop.From, start));
                if (!hop.IsStraight)
                {
                    double y = bottom + Margin + (hop.Track * TrackHeight);
                    hop.Edge.Points.Add(new LayoutPoint(hop.From, y));
                    hop.Edge.Points.Add(new LayoutPoint(hop.To, y));
                }

                if (hop.Edge.Lower.Layer == layer + 1)
                    hop.Edge.Points.Add(new LayoutPoint(hop.To, bottom + channel));
            }

            top = bottom + channel;
        }
    }

    // Where each line leaves its upper box and enters its lower one: in the order of where it leads, so that lines of one box do not cross.
    private static Dictionary<(LayoutEdge, bool), double> Ports(LayoutGraph graph)
    {
        Dictionary<(LayoutEdge, bool), double> ports = [];
        foreach (LayoutNode node in graph.Nodes)
        {
            Spread(node, [.. graph.Edges.Where(edge => edge.Upper == node).OrderBy(edge => edge.Chain[1].X).ThenBy(edge => edge.Link.Field, StringComparer.Ordinal)], isUpper: true);
            Spread(node, [.. graph.Edges.Where(edge => edge.Lower == node).OrderBy(edge => edge.Chain[^2].X).ThenBy(edge => edge.Link.Field, StringComparer.Ordinal)], isUpper: false);
        }

        return ports;

        void Spread(LayoutNode node, List<LayoutEdge> edges, bool isUpper)
        {
            double gap = Math.Min(PortGap, (node.Width - 24) / Math.Max(1, edges.Count));
            for (int i = 0; i < edges.Count; i++)
            {
                double place = node.X + ((i - ((edges.Count - 1) / 2.0)) * gap);
                // A line that can go straight on does: a small step aside would look like a mistake.
                LayoutNode next = isUpper ? edges[i].Chain[1] : edges[i].Chain[^2];
                bool isNear = edges.Count == 1 ? next.X > node.Left + 16 && next.X < node.Right - 16 : Math.Abs(next.X - place) < gap / 2;
                ports[(edges[i], isUpper)] = next.IsBend && isNear ? next.X : place;
            }
        }
    }

    private static Hop HopOf(LayoutEdge edge, int layer, Dictionary<(LayoutEdge, bool), double> ports)
    {
        int index = layer - edge.Upper.Layer;
        double from = index == 0 ? ports[(edge, true)] : edge.Chain[index].X;
        double to = index + 2 == edge.Chain.Count ? ports[(edge, false)] : edge.Chain[index + 1].X;
        return new Hop(edge, from, to);
    }

    // Lines to the right: the one that starts furthest right is uppermost, and the other way round for lines to the left. So parallel ones do not cross.
    private static int AssignTracks(List<Hop> hops)
    {
        List<List<Hop>> tracks = [];
        IEnumerable<Hop> ordered = hops.Where(hop => !hop.IsStraight)
            .OrderBy(hop => hop.To > hop.From ? -hop.From : hop.From).ThenBy(hop => hop.Edge.Link.Child, StringComparer.Ordinal).ThenBy(hop => hop.Edge.Link.Field, StringComparer.Ordinal);
        foreach (Hop hop in ordered)
        {
            // Below every track that has something in the way, so that the order holds.
            int track = tracks.FindLastIndex(others => others.Exists(hop.Overlaps)) + 1;
            if (track == tracks.Count)
                tracks.Add([]);
            tracks[track].Add(hop);
            hop.Track = track;
        }

        return tracks.Count;
    }

    private sealed class Hop(LayoutEdge edge, double from, double to)
    {
        public LayoutEdge Edge { get; } = edge;

        public double From { get; } = from;

        public double To { get; } = to;

        public int Track { get; set; }

        public bool IsStraight => Math.Abs(From - To) < 0.5;

        public bool Overlaps(Hop other) => Math.Min(From, To) - 8 < Math.Max(other.From, other.To) && Math.Min(other.From, other.To) - 8 < Math.Max(From, To);
    }
}
