using CsCheck;
using SalesforceLinq.Cli.Diagrams;
using SalesforceLinq.Cli.Diagrams.Layout;

namespace SalesforceLinq.Cli.Tests.Diagrams;

/// <summary>Whatever is drawn: boxes do not overlap, lines run at right angles from box to box, and none runs through a box.</summary>
public sealed class DiagramLayoutTests
{
    private static readonly Gen<(int Boxes, (int Child, int Parent)[] Links)> Graphs =
        from boxes in Gen.Int[1, 14]
        from links in Gen.Select(Gen.Int[0, boxes - 1], Gen.Int[0, boxes - 1]).Array[0, 24]
        select (boxes, links);

    [Fact]
    public void Boxes_never_overlap_and_lines_keep_clear_of_them() => Graphs.Sample(
        graph =>
        {
            PlacedDiagram placed = Arrange(graph.Boxes, graph.Links);
            for (int i = 0; i < placed.Nodes.Count; i++)
            {
                for (int j = i + 1; j < placed.Nodes.Count; j++)
                    Require(!Overlap(placed.Nodes[i], placed.Nodes[j]), $"{placed.Nodes[i].Name} lies on {placed.Nodes[j].Name}");
            }

            foreach (LayoutEdge edge in placed.Edges)
            {
                Require(OnEdge(edge.Points[0], edge.Upper.Bottom, edge.Upper) && OnEdge(edge.Points[^1], edge.Lower.Y, edge.Lower), "a line does not reach its box");
                foreach ((LayoutPoint from, LayoutPoint to) in edge.Points.Zip(edge.Points.Skip(1)))
                {
                    Require(Math.Abs(from.X - to.X) < 1 || Math.Abs(from.Y - to.Y) < 1, "a line is slanted");
                    Require(!placed.Nodes.Any(node => Crosses(node, from, to)), $"the line {edge.Link.Child} to {edge.Link.Parent} runs through a box");
                }
            }

            Require(placed.Nodes.All(node => node.Left >= -1 && node.Right <= placed.Width + 1 && node.Y >= -1 && node.Bottom <= placed.Height + 1), "a box is off the page");
        },
        iter: 400);

    [Fact]
    public void Parents_stand_above_their_children()
    {
        PlacedDiagram placed = Arrange(4, [(1, 0), (2, 1), (3, 0)]);
        double Y(string name) => placed.Nodes.Single(node => node.Name == name).Y;
        Y("E0").Should().BeLessThan(Y("E1"));
        Y("E1").Should().BeLessThan(Y("E2"));
        Y("E0").Should().BeLessThan(Y("E3"));
    }

    [Fact]
    public void Lines_that_need_not_cross_do_not()
    {
        // Two parents, and children named so that the order of their names would cross.
        PlacedDiagram placed = Arrange(6, [(5, 0), (4, 0), (3, 1), (2, 1)]);
        double X(int box) => placed.Nodes.Single(node => node.Name == $"E{box}").X;
        Math.Sign(X(5) - X(3)).Should().Be(Math.Sign(X(0) - X(1)));
    }

    [Fact]
    public void Circles_of_lookups_are_drawn_too()
    {
        PlacedDiagram placed = Arrange(3, [(0, 1), (1, 2), (2, 0), (1, 1)]);
        placed.Edges.Should().HaveCount(3);
        placed.Edges.Count(edge => edge.IsReversed).Should().Be(1);
    }

    [Fact]
    public void Same_diagram_is_always_drawn_alike()
    {
        (int, int)[] links = [(1, 0), (2, 0), (3, 1), (4, 2), (4, 1), (5, 0)];
        string Drawn(IEnumerable<(int, int)> order) => string.Join(' ', Arrange(6, [.. order]).Nodes.OrderBy(node => node.Name, StringComparer.Ordinal).Select(node => $"{node.X:0.0},{node.Y:0.0}"));
        Drawn(links).Should().Be(Drawn(links));
    }

    private static PlacedDiagram Arrange(int boxes, (int Child, int Parent)[] links) => new DiagramLayout().Arrange(
        Enumerable.Range(0, boxes).ToDictionary(box => $"E{box}", box => new LayoutNode($"E{box}", 120 + (box * 17 % 90), 40 + (box * 31 % 160))),
        [.. links.Distinct().Select(link => new DiagramLink($"E{link.Child}", $"E{link.Parent}", "Field", false, false))]);

    private static bool Overlap(LayoutNode a, LayoutNode b) => a.Left < b.Right && b.Left < a.Right && a.Y < b.Bottom && b.Y < a.Bottom;

    private static bool OnEdge(LayoutPoint point, double y, LayoutNode node) => Math.Abs(point.Y - y) < 0.1 && point.X > node.Left && point.X < node.Right;

    private static bool Crosses(LayoutNode node, LayoutPoint from, LayoutPoint to) =>
        Math.Min(from.X, to.X) < node.Right - 0.5 && Math.Max(from.X, to.X) > node.Left + 0.5 && Math.Min(from.Y, to.Y) < node.Bottom - 0.5 && Math.Max(from.Y, to.Y) > node.Y + 0.5;

    private static void Require(bool holds, string what)
    {
        if (!holds)
            throw new InvalidOperationException(what);
    }
}
