using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Cli.Output.Rows;

/// <summary>Comma-separated values.</summary>
/// <remarks>Source: RFC 4180; lines end with a line feed, as programs on all systems read them.</remarks>
internal sealed class CsvRows(TextWriter output) : IRowWriter
{
    private RowShape _shape = new([]);

    public void Begin(RowShape shape, IReadOnlyList<JObject> sample)
    {
        _shape = shape;
        if (shape.Columns.Count > 0)
            WriteLine(shape.Columns);
    }

    public void Write(JObject row) => WriteLine(_shape.Columns.Select(column => RowText.InFile(RowShape.Value(row, column))));

    public void End()
    {
    }

    private void WriteLine(IEnumerable<string> values)
    {
        bool isFirst = true;
        foreach (string value in values)
        {
            if (!isFirst)
                output.Write(',');
            isFirst = false;
            Write(value);
        }

        output.Write('\n');
    }

    private void Write(string value)
    {
        if (value.AsSpan().IndexOfAny(",\"\r\n") < 0)
        {
            output.Write(value);
            return;
        }

        output.Write('"');
        output.Write(value.Replace("\"", "\"\"", StringComparison.Ordinal));
        output.Write('"');
    }
}
