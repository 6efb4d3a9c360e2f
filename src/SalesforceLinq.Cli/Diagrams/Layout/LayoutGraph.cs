namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>A box to be placed, or a bend of a line that passes through the layer of others.</summary>
/// <param name="name">Name of the entity; empty for a bend.</param>
/// <param name="width">Width of the box.</param>
/// <param name="height">Height of the box.</param>
internal sealed class LayoutNode(string name, double width, double height)
{
    public string Name { get; } = name;

    public double Width { get; } = width;

    public double Height { get; } = height;

    public bool IsBend => Name.Length == 0;

    /// <summary>Which layer, from the top.</summary>
    public int Layer { get; set; }

    /// <summary>Place within the layer, from the left.</summary>
    public int Order { get; set; }

    /// <summary>Middle of the box.</summary>
    public double X { get; set; }

    /// <summary>Upper edge of the box.</summary>
    public double Y { get; set; }

    public double Left => X - (Width / 2);

    public double Right => X + (Width / 2);

    public double Bottom => Y + Height;
}

/// <summary>A line from an upper box to a lower one.</summary>
/// <param name="link">What it stands for.</param>
/// <param name="upper">The upper box.</param>
/// <param name="lower">The lower box.</param>
/// <param name="isReversed">Whether the child is above its parent, as in a circle of lookups one has to be.</param>
internal sealed class LayoutEdge(DiagramLink link, LayoutNode upper, LayoutNode lower, bool isReversed)
{
    public DiagramLink Link { get; } = link;

    public LayoutNode Upper { get; } = upper;

    public LayoutNode Lower { get; } = lower;

    public bool IsReversed { get; } = isReversed;

    /// <summary>The boxes and bends it leads along, one for each layer.</summary>
    public List<LayoutNode> Chain { get; } = [];

    /// <summary>The corners of the line, from the upper box to the lower.</summary>
    public List<LayoutPoint> Points { get; } = [];
}

/// <summary>A point of the picture, in pixels from the upper left.</summary>
internal readonly record struct LayoutPoint(double X, double Y);

/// <summary>Boxes and lines on their way to a layout.</summary>
/// <param name="nodes">The boxes.</param>
/// <param name="edges">The lines.</param>
internal sealed class LayoutGraph(IReadOnlyList<LayoutNode> nodes, IReadOnlyList<LayoutEdge> edges)
{
    public IReadOnlyList<LayoutNode> Nodes { get; } = nodes;

    public IReadOnlyList<LayoutEdge> Edges { get; } = edges;

    /// <summary>Boxes and bends by layer, each layer from left to right.</summary>
    public List<List<LayoutNode>> Layers { get; } = [];
}
