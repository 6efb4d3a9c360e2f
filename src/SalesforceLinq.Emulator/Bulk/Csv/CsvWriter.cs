using System.Buffers;
using System.Text;

namespace SalesforceLinq.Emulator.Bulk.Csv;

/// <summary>Writes CSV as an org does: every value in quotes.</summary>
internal sealed class CsvWriter(CsvDialect dialect)
{
    private readonly ArrayBufferWriter<byte> _bytes = new(4096);
    private bool _inRecord;

    public int Length => _bytes.WrittenCount;

    /// <summary>A value in quotes, those in it doubled.</summary>
    public void Value(string? value)
    {
        Part();
        Text("\"");
        Text(value is null ? "" : value.Contains('"') ? value.Replace("\"", "\"\"", StringComparison.Ordinal) : value);
        Text("\"");
    }

    /// <summary>A name as it is: the columns a client sent stand so in the header of its results.</summary>
    public void Bare(string name)
    {
        Part();
        bool needsQuotes = name.AsSpan().ContainsAny(dialect.Delimiter, '"', '\n');
        Text(needsQuotes ? $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : name);
    }

    public void EndRecord()
    {
        Text(dialect.NewLine);
        _inRecord = false;
    }

    /// <summary>What was written since the last time.</summary>
    public byte[] Take()
    {
        byte[] bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        return bytes;
    }

    private void Part()
    {
        if (_inRecord)
            Text(dialect.Delimiter.ToString());
        _inRecord = true;
    }

    private void Text(string text) => Encoding.UTF8.GetBytes(text, _bytes);
}
