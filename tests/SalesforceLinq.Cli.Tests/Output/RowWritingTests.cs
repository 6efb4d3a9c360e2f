using CsCheck;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Output.Rows;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Tests.Output;

public sealed class RowWritingTests
{
    [Theory]
    [InlineData(nameof(TableRows))]
    [InlineData(nameof(CsvRows))]
    [InlineData(nameof(JsonRows))]
    [InlineData(nameof(JsonLineRows))]
    public async Task Memory_stays_flat_however_many_rows_there_are(string kind)
    {
        IRowWriter writer = kind switch
        {
            nameof(CsvRows) => new CsvRows(TextWriter.Null),
            nameof(JsonRows) => new JsonRows(TextWriter.Null, false),
            nameof(JsonLineRows) => new JsonLineRows(TextWriter.Null, false),
            _ => new TableRows(TextWriter.Null, 80, false),
        };
        // Every hundredth row, to see whether anybody still holds it. The memory of the process says nothing: other tests use it too.
        List<WeakReference> seen = [];
        int held = -1;
        using Terminal terminal = new() { Output = TextWriter.Null, Error = TextWriter.Null, Input = TextReader.Null };
        await new RowWriting(terminal, writer, isCounted: true).WriteAsync(Rows(60_000), null, CancellationToken.None);
        held.Should().BeInRange(0, seen.Count / 10, "rows are let go of as they are written");

        async IAsyncEnumerable<JObject> Rows(int count)
        {
            for (int i = 0; i < count; i++)
            {
                JObject row = new(new JProperty("Id", i), new JProperty("Text", new string('x', 200)));
                if (i % 100 == 0)
                    seen.Add(new WeakReference(row));
                yield return row;
            }

            GC.Collect();
            held = seen.Count(row => row.IsAlive);
            await Task.CompletedTask;
        }
    }

    [Fact]
    public void Csv_reads_back_as_what_was_written() => Gen.String[Gen.Char["ab,\"\n\r é;"], 0, 12].Array[1, 4].Array[1, 5].Sample(
        table =>
        {
            int width = table[0].Length;
            JObject[] rows = [.. table.Select(cells => new JObject(Enumerable.Range(0, width).Select(i => new JProperty($"c{i}", cells.ElementAtOrDefault(i) ?? ""))))];
            StringWriter output = new();
            CsvRows writer = new(output);
            writer.Begin(RowShape.Of(null, rows), rows);
            foreach (JObject row in rows)
                writer.Write(row);
            List<string[]> read = [.. Parsed(output.ToString())];
            return read.Count == rows.Length + 1 && read.Skip(1).Zip(rows).All(pair => pair.First.SequenceEqual(pair.Second.Properties().Select(member => (string?)member.Value ?? "")));
        },
        iter: 2_000);

    [Fact]
    public void Cell_cannot_steer_the_terminal() => CellText.Clean("a\e[2Jb\r\nc\td").Should().Be("a[2Jb c d");

    [Theory]
    [InlineData("abc", 5, "abc  ")]
    [InlineData("abcdef", 5, "abcd…")]
    [InlineData("漢字漢字", 5, "漢字…")]
    [InlineData("漢字漢字", 6, "漢字… ")]
    public void Cell_is_as_wide_as_its_column(string text, int width, string cell) => CellText.Fit(text, width, right: false).Should().Be(cell);

    [Fact]
    public void Shape_of_unknown_columns_is_that_of_the_rows()
    {
        JObject[] rows =
        [
            JObject.Parse("""{"attributes":{},"Id":1,"Parent":null}"""),
            JObject.Parse("""{"attributes":{},"Id":2,"Parent":{"attributes":{},"Name":"x"}}"""),
        ];
        RowShape shape = RowShape.Of(null, rows);
        shape.Columns.Should().Equal("Id", "Parent.Name");
        RowShape.Value(rows[0], "Parent.Name").Should().BeNull();
        RowShape.Value(rows[1], "parent.name")!.Value<string>().Should().Be("x");
    }

    // A reader of its own, by the grammar of RFC 4180.
    private static IEnumerable<string[]> Parsed(string csv)
    {
        List<string> record = [];
        int at = 0;
        while (at < csv.Length)
        {
            string value = "";
            if (csv[at] == '"')
            {
                for (at++; csv[at] != '"' || (at + 1 < csv.Length && csv[at + 1] == '"'); at++)
                {
                    if (csv[at] == '"')
                        at++;
                    value += csv[at];
                }

                at++;
            }
            else
            {
                while (csv[at] is not (',' or '\n'))
                    value += csv[at++];
            }

            record.Add(value);
            if (csv[at++] == '\n')
            {
                yield return [.. record];
                record.Clear();
            }
        }
    }
}
