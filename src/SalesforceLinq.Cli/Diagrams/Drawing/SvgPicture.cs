using System.Globalization;
using System.Text;
using SalesforceLinq.Cli.Diagrams.Layout;

namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>Draws a diagram as a picture that stands alone: any browser opens it, light or dark as the reader likes it.</summary>
internal sealed class SvgPicture
{
    private const double Margin = 28;
    private const double LegendHeight = 40;

    private readonly StringBuilder _svg = new();

    public string Draw(DiagramModel model)
    {
        DrawnLinks links = new(model.Links);
        Dictionary<string, DiagramLink> loops = links.Lines.Where(link => link.Child == link.Parent).ToDictionary(link => link.Child);
        Dictionary<string, EntityBox> boxes = model.Entities.ToDictionary(entity => entity.Name, entity => new EntityBox(entity, loops.ContainsKey(entity.Name)));
        Dictionary<string, LayoutNode> nodes = boxes.ToDictionary(entry => entry.Key, entry => new LayoutNode(entry.Key, entry.Value.WidthWithLoop, entry.Value.Height));
        PlacedDiagram placed = new DiagramLayout().Arrange(nodes, links.Lines);

        double width = Math.Max(placed.Width + (2 * Margin), links.OmittedLookups > 0 ? 800 : 480);
        double height = placed.Height + (2 * Margin) + LegendHeight;
        Open(width, height, model);
        _svg.Append(CultureInfo.InvariantCulture, $"<g transform=\"translate({Margin} {Margin})\">\n");
        foreach (LayoutEdge edge in placed.Edges)
            Line(edge);
        foreach (LayoutNode node in placed.Nodes)
        {
            Box(boxes[node.Name], node);
            if (loops.TryGetValue(node.Name, out DiagramLink? loop))
                Loop(boxes[node.Name], node, loop);
        }

        _svg.Append("</g>\n");
        Legend(height - LegendHeight, links.OmittedLookups);
        return _svg.Append("</svg>\n").ToString();
    }

    private void Open(double width, double height, DiagramModel model)
    {
        string title = $"{string.Join(", ", model.Entities.Take(6).Select(entity => entity.Name))}{(model.Entities.Count > 6 ? ", …" : "")}";
        _svg.Append(CultureInfo.InvariantCulture, $"<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width:0}\" height=\"{height:0}\" viewBox=\"0 0 {width:0} {height:0}\" role=\"img\">\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<title>{Text(title)}</title>\n").Append(SvgStyle.Sheet).Append(SvgStyle.Markers);
        _svg.Append("<rect class=\"page\" width=\"100%\" height=\"100%\"/>\n");
    }

    private void Box(EntityBox box, LayoutNode node)
    {
        DiagramEntity entity = box.Entity;
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{(entity.IsCustom ? "entity custom" : "entity")}\" transform=\"translate({node.Left:0.#} {node.Y:0.#})\">\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<rect class=\"box\" width=\"{box.Width:0.#}\" height=\"{box.Height:0.#}\" rx=\"7\"/>\n");
        double bottom = entity.Fields.Count == 0 ? 7 : 0;
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"head\" d=\"M0 {box.Header - bottom:0.#}V7Q0 0 7 0H{box.Width - 7:0.#}Q{box.Width:0.#} 0 {box.Width:0.#} 7V{box.Header - bottom:0.#}");
        _svg.Append(entity.Fields.Count == 0
            ? string.Create(CultureInfo.InvariantCulture, $"Q{box.Width:0.#} {box.Header:0.#} {box.Width - 7:0.#} {box.Header:0.#}H7Q0 {box.Header:0.#} 0 {box.Header - 7:0.#}Z\"/>\n")
            : "Z\"/>\n");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"name\" x=\"{EntityBox.Padding}\" y=\"22\">{Text(entity.Name)}</text>\n");
        if (entity.Label is { } label)
            _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"label\" x=\"{EntityBox.Padding}\" y=\"39\">{Text(label)}</text>\n");
        for (int i = 0; i < entity.Fields.Count; i++)
            Field(entity.Fields[i], box, box.Header + 5 + (i * EntityBox.RowHeight) + 14);
        _svg.Append("</g>\n");
    }

    private void Field(DiagramField field, EntityBox box, double y)
    {
        string key = field.Role switch { FieldRole.Id => "ID", FieldRole.Lookup => "REF", FieldRole.ExternalId => "EXT", _ => "" };
        _svg.Append("<g>");
        if (field.Note is { } note)
            _svg.Append(CultureInfo.InvariantCulture, $"<title>{Text(note)}</title>");
        if (key.Length > 0)
            _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"key\" x=\"{EntityBox.Padding}\" y=\"{y:0.#}\">{key}</text>");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"field\" x=\"{EntityBox.Padding + EntityBox.KeyWidth}\" y=\"{y:0.#}\">{Text(field.Name)}</text>");
        _svg.Append(CultureInfo.InvariantCulture, $"<text class=\"type\" x=\"{box.Width - EntityBox.Padding:0.#}\" y=\"{y:0.#}\">{Text(field.Type)}</text></g>\n");
    }

    private void Line(LayoutEdge edge)
    {
        IEnumerable<LayoutPoint> points = edge.IsReversed ? Enumerable.Reverse(edge.Points) : edge.Points;
        Path(edge.Link, RoundedPath.Of([.. points]));
    }

    private void Loop(EntityBox box, LayoutNode node, DiagramLink link)
    {
        double right = node.Left + box.Width;
        double upper = node.Y + 14;
        double reach = right + EntityBox.LoopWidth;
        double lower = node.Y + Math.Max(box.Header, Math.Min(box.Height - 10, box.Header + 24));
        Path(link, RoundedPath.Of([new(right, upper), new(reach, upper), new(reach, lower), new(right, lower)]));
    }

    // From the parent, where the sign of one is, to the child, where the foot of many is.
    private void Path(DiagramLink link, string path)
    {
        string style = link.IsPolymorphic ? "link several" : "link";
        string one = link.IsRequired ? "one" : "maybe";
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"{style}\"><title>{Text($"{link.Child}.{link.Field} refers to {link.Parent}")}</title>");
        _svg.Append(CultureInfo.InvariantCulture, $"<path class=\"reach\" d=\"{path}\"/><path class=\"line\" d=\"{path}\" marker-start=\"url(#{one})\" marker-end=\"url(#many)\"/></g>\n");
    }

    private void Legend(double y, int omitted)
    {
        _svg.Append(CultureInfo.InvariantCulture, $"<g class=\"legend\" transform=\"translate({Margin} {y:0.#})\">");
        _svg.Append("<path class=\"line\" d=\"M0 12H56\" marker-start=\"url(#one)\" marker-end=\"url(#many)\"/><text x=\"66\" y=\"16\">one to many</text>");
        _svg.Append("<path class=\"line\" d=\"M150 12H206\" marker-start=\"url(#maybe)\" marker-end=\"url(#many)\"/><text x=\"216\" y=\"16\">parent optional</text>");
        _svg.Append("<path class=\"line several\" d=\"M318 12H354\"/><text x=\"362\" y=\"16\">polymorphic</text>");
        if (omitted > 0)
            _svg.Append(CultureInfo.InvariantCulture, $"<text x=\"444\" y=\"16\">not drawn: {omitted} lookup{(omitted == 1 ? "" : "s")} to more than five of these objects</text>");
        _svg.Append("</g>\n");
    }

    private static string Text(string text) => SvgStyle.Escape(text);
}
