namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>What a diagram is written as.</summary>
internal enum DiagramFormat
{
    /// <summary>Text that Mermaid draws.</summary>
    Mermaid,

    /// <summary>A picture.</summary>
    Svg,
}
