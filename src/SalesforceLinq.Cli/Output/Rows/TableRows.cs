using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>
/// A table whose columns are as wide as the first rows want them, so that no row has to wait for the last one. On a terminal, longer values are cut;
/// in a pipe or a file nothing is.
/// </summary>
/// <param name="output">Where it goes.</param>
/// <param name="width">Columns of the terminal; null in a pipe or a file.</param>
/// <param name="isBold">Whether headers may be bold.</param>
internal sealed class TableRows(TextWriter output, int? width, bool isBold) : IRowWriter
{
    private const int Narrowest = 6;
    private const string Between = "  ";

    private RowShape _shape = new([]);
    private int[] _widths = [];
    private bool[] _isNumber = [];

    public void Begin(RowShape shape, IReadOnlyList<JObject> sample)
    {
        _shape = shape;
        if (shape.Columns.Count == 0)
            return;
        _isNumber = [.. shape.Columns.Select(column => sample.Any(row => IsNumber(row, column)) && sample.All(row => RowShape.Value(row, column) is null || IsNumber(row, column)))];
        _widths = [.. shape.Columns.Select(column => sample.Select(row => CellText.Width(Cell(row, column))).Append(CellText.Width(column)).Max())];
        Shrink();
        string header = Line(shape.Columns);
        output.Write(isBold ? $"\e[1m{header}\e[0m" : header);
        output.Write('\n');
        output.Write(string.Join(Between, _widths.Select(columns => new string('─', columns))));
        output.Write('\n');
    }

    public void Write(JObject row)
    {
        output.Write(Line([.. _shape.Columns.Select(column => Cell(row, column))]));
        output.Write('\n');
    }

    public void End()
    {
    }

    // The widest column gives way first, until all fit or none is left to give.
    private void Shrink()
    {
        if (width is not { } most)
            return;
        int excess = _widths.Sum() + (Between.Length * (_widths.Length - 1)) - most;
        while (excess > 0)
        {
            int widest = Array.IndexOf(_widths, _widths.Max());
            if (_widths[widest] <= Narrowest)
                return;
            _widths[widest]--;
            excess--;
        }
    }

    private string Line(IReadOnlyList<string> cells)
    {
        IEnumerable<string> fitted = cells.Select((cell, index) =>
            width is null && CellText.Width(cell) > _widths[index] ? cell : CellText.Fit(cell, _widths[index], _isNumber[index]));
        return string.Join(Between, fitted).TrimEnd();
    }

    private static string Cell(JObject row, string column) => CellText.Clean(RowText.InCell(RowShape.Value(row, column)));

    private static bool IsNumber(JObject row, string column) => RowShape.Value(row, column) is { Type: JTokenType.Integer or JTokenType.Float };
}
