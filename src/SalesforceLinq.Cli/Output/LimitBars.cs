using System.Globalization;
using SalesforceLinq.Cli.Terminals;
using Spectre.Console;

namespace SalesforceLinq.Cli.Output;

/// <summary>Draws limits as bars: green while there is room, yellow from 70 percent on, red from 90.</summary>
internal sealed class LimitBars(Terminal terminal)
{
    private const int Cells = 24;

    public void Write(IReadOnlyList<LimitUse> uses)
    {
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap()).AddColumn(new GridColumn().NoWrap())
            .AddColumn(new GridColumn().NoWrap().RightAligned()).AddColumn(new GridColumn().NoWrap().RightAligned());
        foreach (LimitUse use in uses)
        {
            string colour = use.Share switch { >= 0.9 => "red", >= 0.7 => "yellow", _ => "green" };
            // A used limit shows at least one cell, a free one none.
            int filled = use.Used <= 0 ? 0 : Math.Clamp((int)Math.Round(use.Share * Cells), 1, Cells);
            string bar = $"[{colour}]{new string('█', filled)}[/][grey]{new string('░', Cells - filled)}[/]";
            grid.AddRow(
                Markup.Escape(use.Name), bar, (use.Share * 100).ToString("0.0", CultureInfo.InvariantCulture) + " %",
                string.Create(CultureInfo.InvariantCulture, $"{use.Used:N0} of {use.Max:N0}"));
        }

        terminal.Console.Write(grid);
    }
}
