using System.Text;
using CsCheck;
using SalesforceLinq.Emulator.Bulk.Csv;

namespace SalesforceLinq.Emulator.Tests.Bulk.Csv;

public sealed class CsvTests
{
    private static readonly string[] Delimiters = ["COMMA", "BACKQUOTE", "CARET", "PIPE", "SEMICOLON", "TAB"];

    [Fact]
    public void What_is_written_is_read_again()
    {
        Gen<string> text = Gen.Char["ab,;|^`\t\"\r\n é#"].Array[0, 12].Select(characters => new string(characters));
        Gen.Select(Gen.OneOf([.. Delimiters.Select(Gen.Const)]), Gen.OneOf(Gen.Const("LF"), Gen.Const("CRLF")), text.Array[2, 5].Array[1, 6]).Sample(
            (delimiter, ending, records) =>
            {
                CsvDialect dialect = CsvDialect.Of(delimiter, ending)!;
                CsvWriter writer = new(dialect);
                foreach (string[] record in records)
                {
                    foreach (string field in record)
                        writer.Value(field);
                    writer.EndRecord();
                }
                Read(Encoding.UTF8.GetString(writer.Take()), dialect).Select(record => string.Join('\u0001', record)).Should().Equal(records.Select(record => string.Join('\u0001', record)));
            },
            iter: 2000);
    }

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        Gen.Char["ab,\"\r\n"].Array[0, 40].Sample(
            characters =>
            {
                try
                {
                    Read(new string(characters), CsvDialect.Of("COMMA", "LF")!);
                }
                catch (CsvFormatException refused)
                {
                    refused.Code.Should().BeOneOf("InvalidBatch", "ClientInputError");
                }
            },
            iter: 20_000);
    }

    [Theory]
    [InlineData("a,b\n1,2", "a|b;1|2")]
    [InlineData("a,b\n\n1,\n", "a|b;1|")]
    [InlineData("a\n\"\"\n", "a;")]
    [InlineData("a,b\n\"x\"\"y\",\"1\n2\"\n", "a|b;x\"y|1\n2")]
    [InlineData("\uFEFFa\n1\n", "a;1")]
    [InlineData("a,b\n1,", "a|b;1|")]
    [InlineData("", "")]
    public void Lines_and_quotes_are_read_as_an_org_reads_them(string csv, string records) =>
        string.Join(';', Read(csv, CsvDialect.Of("COMMA", "LF")!).Select(record => string.Join('|', record))).Should().Be(records);

    private static List<string[]> Read(string csv, CsvDialect dialect)
    {
        using CsvReader reader = new(new StreamReader(new MemoryStream(Encoding.UTF8.GetBytes(csv))), dialect);
        List<string[]> records = [];
        while (reader.ReadAsync(default).AsTask().GetAwaiter().GetResult() is { } record)
            records.Add(record);
        return records;
    }
}
