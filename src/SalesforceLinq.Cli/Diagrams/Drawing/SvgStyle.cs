using System.Text;

namespace SalesforceLinq.Cli.Diagrams.Drawing;

/// <summary>How pictures look: colours for light and dark, and the signs at the ends of lines.</summary>
internal static class SvgStyle
{
    public const string Sheet = """
        <style>
        svg { --page: #ffffff; --box: #ffffff; --edge: #c5ccd6; --head: #e8f0fb; --head2: #e4f5ee; --ink: #1b2430; --soft: #66717f; --key: #2f6bbd; --line: #7c8897; --hot: #d9480f;
          font-family: system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
        @media (prefers-color-scheme: dark) { svg { --page: #14181d; --box: #1d232b; --edge: #3a4552; --head: #25364e; --head2: #1f4034; --ink: #e6ebf1; --soft: #93a0ae; --key: #7fb2f2; --line: #77838f; --hot: #ff922b; } }
        .page { fill: var(--page); } .box { fill: var(--box); stroke: var(--edge); } .head { fill: var(--head); stroke: var(--edge); } .custom .head { fill: var(--head2); }
        .name { font-size: 14px; font-weight: 600; fill: var(--ink); } .label { font-size: 11px; fill: var(--soft); }
        .field { font-size: 12px; fill: var(--ink); } .type { font-size: 11px; fill: var(--soft); text-anchor: end; } .key { font-size: 8.5px; font-weight: 700; fill: var(--key); letter-spacing: .4px; }
        .line { fill: none; stroke: var(--line); stroke-width: 1.3; } .several .line, .line.several { stroke-dasharray: 5 4; } .reach { fill: none; stroke: transparent; stroke-width: 9; }
        .link:hover .line { stroke: var(--hot); stroke-width: 2; } .sign { fill: none; stroke: var(--line); stroke-width: 1.3; } .ring { fill: var(--page); stroke: var(--line); stroke-width: 1.3; }
        .legend text { font-size: 11px; fill: var(--soft); }
        </style>

        """;

    public const string Markers = """
        <defs>
        <marker id="one" viewBox="0 -8 22 16" refX="0" refY="0" markerWidth="22" markerHeight="16" orient="auto" markerUnits="userSpaceOnUse"><path class="sign" d="M6 -5V5M10 -5V5"/></marker>
        <marker id="maybe" viewBox="0 -8 22 16" refX="0" refY="0" markerWidth="22" markerHeight="16" orient="auto" markerUnits="userSpaceOnUse"><path class="sign" d="M6 -5V5"/><circle class="ring" cx="12.5" cy="0" r="3.6"/></marker>
        <marker id="many" viewBox="-22 -8 22 16" refX="0" refY="0" markerWidth="22" markerHeight="16" orient="auto" markerUnits="userSpaceOnUse"><path class="sign" d="M-11 0L0 -6M-11 0L0 6"/><circle class="ring" cx="-14.5" cy="0" r="3.6"/></marker>
        </defs>

        """;

    /// <summary>A text as XML takes it: without markup, and without characters XML does not have.</summary>
    public static string Escape(string text)
    {
        StringBuilder escaped = new(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            switch (rune.Value)
            {
                case '&':
                    escaped.Append("&amp;");
                    break;
                case '<':
                    escaped.Append("&lt;");
                    break;
                case '>':
                    escaped.Append("&gt;");
                    break;
                case < ' ' or 0x7F or 0xFFFE or 0xFFFF:
                    escaped.Append(' ');
                    break;
                default:
                    escaped.Append(rune);
                    break;
            }
        }

        return escaped.ToString();
    }
}
