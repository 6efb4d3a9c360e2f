using System.Globalization;
using System.Text;
using SalesforceLinq.Cli.Diagrams.Layout;

namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>A line of right angles as an SVG path, its corners rounded.</summary>
internal static class RoundedPath
{
    private const double Radius = 7;

    public static string Of(IReadOnlyList<LayoutPoint> points)
    {
        StringBuilder path = new();
        path.Append(CultureInfo.InvariantCulture, $"M{points[0].X:0.#} {points[0].Y:0.#}");
        for (int i = 1; i + 1 < points.Count; i++)
        {
            (LayoutPoint before, LayoutPoint corner, LayoutPoint after) = (points[i - 1], points[i], points[i + 1]);
            double radius = Math.Min(Radius, Math.Min(Distance(before, corner), Distance(corner, after)) / 2);
            LayoutPoint start = Towards(corner, before, radius);
            LayoutPoint end = Towards(corner, after, radius);
            path.Append(CultureInfo.InvariantCulture, $"L{start.X:0.#} {start.Y:0.#}Q{corner.X:0.#} {corner.Y:0.#} {end.X:0.#} {end.Y:0.#}");
        }

        return path.Append(CultureInfo.InvariantCulture, $"L{points[^1].X:0.#} {points[^1].Y:0.#}").ToString();
    }

    private static double Distance(LayoutPoint a, LayoutPoint b) => Math.Abs(a.X - b.X) + Math.Abs(a.Y - b.Y);

    private static LayoutPoint Towards(LayoutPoint from, LayoutPoint to, double by)
    {
        double distance = Distance(from, to);
        return distance == 0 ? from : new LayoutPoint(from.X + ((to.X - from.X) * by / distance), from.Y + ((to.Y - from.Y) * by / distance));
    }
}
