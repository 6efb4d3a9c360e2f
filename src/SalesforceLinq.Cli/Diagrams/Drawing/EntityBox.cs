namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>The measures of a box.</summary>
internal sealed class EntityBox
{
    public const double HeaderHeight = 34;
    public const double LabelledHeaderHeight = 48;
    public const double RowHeight = 20;
    public const double Padding = 12;
    public const double KeyWidth = 26;
    public const double LoopWidth = 32;
    private const double Narrowest = 120;

    public EntityBox(DiagramEntity entity, bool hasLoop)
    {
        Entity = entity;
        double fields = entity.Fields.Select(field => KeyWidth + TextWidth.Of(field.Name, 12) + 20 + TextWidth.Of(field.Type, 11)).DefaultIfEmpty(0).Max();
        double header = Math.Max(TextWidth.Of(entity.Name, 14, bold: true), TextWidth.Of(entity.Label ?? "", 11));
        Width = Math.Max(Narrowest, Math.Max(fields, header) + (2 * Padding));
        HasLoop = hasLoop;
    }

    public DiagramEntity Entity { get; }

    /// <summary>Whether a lookup leads back to the object itself; it is drawn as a loop at the right side.</summary>
    public bool HasLoop { get; }

    /// <summary>Width of the box proper.</summary>
    public double Width { get; }

    /// <summary>Width with its loop.</summary>
    public double WidthWithLoop => Width + (HasLoop ? LoopWidth : 0);

    public double Header => Entity.Label is null ? HeaderHeight : LabelledHeaderHeight;

    public double Height => Header + (Entity.Fields.Count == 0 ? 0 : (Entity.Fields.Count * RowHeight) + 10);
}
