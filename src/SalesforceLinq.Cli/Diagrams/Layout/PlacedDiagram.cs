namespace SalesforceLinq.Cli.Diagrams.Layout;

/// <summary>A diagram with a place for everything.</summary>
/// <param name="Nodes">The boxes.</param>
/// <param name="Edges">The lines.</param>
/// <param name="Width">Width of the whole.</param>
/// <param name="Height">Height of the whole.</param>
internal sealed record PlacedDiagram(IReadOnlyList<LayoutNode> Nodes, IReadOnlyList<LayoutEdge> Edges, double Width, double Height);
