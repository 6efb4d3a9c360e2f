using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceLinq.Emulator.Bulk.Csv;
using SalesforceLinq.Emulator.Bulk.Jobs;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Collects what became of the records of a batch, in the words of its interface.</summary>
internal interface IResultWriter
{
    void Write(LoadRow row, WriteOutcome outcome);

    /// <summary>What was written since the last time, by the part it belongs to.</summary>
    IEnumerable<(BatchPart Part, byte[] Bytes)> Take();
}

/// <summary>Bulk API 2.0: the rows as they were sent, behind what became of them; those that failed apart.</summary>
/// <remarks>Source: Bulk API 2.0 guide, "Get Job Successful Record Results": only the names of the added columns are quoted in the header.</remarks>
internal sealed class IngestResultWriter(CsvDialect dialect) : IResultWriter
{
    private readonly CsvWriter _saved = new(dialect);
    private readonly CsvWriter _failed = new(dialect);

    /// <summary>Header of a list of results.</summary>
    public static byte[] Header(CsvDialect dialect, BatchPart part, IReadOnlyList<string> columns)
    {
        CsvWriter writer = new(dialect);
        writer.Value("sf__Id");
        writer.Value(part == BatchPart.Failures ? "sf__Error" : "sf__Created");
        return Columns(writer, columns);
    }

    /// <summary>Header of the rows that were not worked on.</summary>
    public static byte[] Header(CsvDialect dialect, IReadOnlyList<string> columns) => Columns(new CsvWriter(dialect), columns);

    public void Write(LoadRow row, WriteOutcome outcome)
    {
        CsvWriter writer = outcome.Success ? _saved : _failed;
        writer.Value(outcome.Id);
        writer.Value(outcome.Success ? (outcome.Created ? "true" : "false") : ErrorText.Of(outcome.Errors));
        foreach (string field in row.Fields)
            writer.Value(field);
        writer.EndRecord();
    }

    public IEnumerable<(BatchPart Part, byte[] Bytes)> Take() => [(BatchPart.Results, _saved.Take()), (BatchPart.Failures, _failed.Take())];

    private static byte[] Columns(CsvWriter writer, IReadOnlyList<string> columns)
    {
        foreach (string column in columns)
            writer.Bare(column);
        writer.EndRecord();
        return writer.Take();
    }
}

/// <summary>Bulk API before 2.0, CSV: one line a record, in the order of the batch.</summary>
internal sealed class CsvResultWriter : IResultWriter
{
    private readonly CsvWriter _writer = new(CsvDialect.Tolerant);

    public static byte[] Header => "\"Id\",\"Success\",\"Created\",\"Error\"\n"u8.ToArray();

    public void Write(LoadRow row, WriteOutcome outcome)
    {
        _writer.Value(outcome.Id);
        _writer.Value(outcome.Success ? "true" : "false");
        _writer.Value(outcome.Created ? "true" : "false");
        _writer.Value(outcome.Success ? "" : ErrorText.Of(outcome.Errors));
        _writer.EndRecord();
    }

    public IEnumerable<(BatchPart Part, byte[] Bytes)> Take() => [(BatchPart.Results, _writer.Take())];
}

/// <summary>Bulk API before 2.0, JSON: the members of an array, each behind a comma but the first.</summary>
internal sealed class JsonResultWriter(bool isFirst) : IResultWriter
{
    private readonly ArrayBufferWriter<byte> _bytes = new(1024);
    private bool _isFirst = isFirst;

    public void Write(LoadRow row, WriteOutcome outcome)
    {
        if (!_isFirst)
            _bytes.Write(","u8);
        _isFirst = false;
        using Utf8JsonWriter json = new(_bytes, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        json.WriteBoolean("success", outcome.Success);
        json.WriteBoolean("created", outcome.Created);
        json.WriteString("id", outcome.Id);
        json.WriteStartArray("errors");
        foreach (RecordError error in outcome.Errors)
        {
            json.WriteStartObject();
            json.WriteString("message", error.Message);
            json.WriteStartArray("fields");
            foreach (string field in error.Fields ?? [])
                json.WriteStringValue(field);
            json.WriteEndArray();
            json.WriteString("statusCode", error.Code);
            json.WriteNull("extendedErrorDetails");
            json.WriteEndObject();
        }
        json.WriteEndArray();
        json.WriteEndObject();
    }

    public IEnumerable<(BatchPart Part, byte[] Bytes)> Take()
    {
        byte[] bytes = _bytes.WrittenSpan.ToArray();
        _bytes.ResetWrittenCount();
        return [(BatchPart.Results, bytes)];
    }
}

/// <summary>Bulk API before 2.0, XML: the elements inside <c>results</c>.</summary>
internal sealed class XmlResultWriter : IResultWriter
{
    private readonly StringBuilder _text = new();

    public void Write(LoadRow row, WriteOutcome outcome)
    {
        _text.Append("<result>");
        foreach (RecordError error in outcome.Errors)
        {
            _text.Append("<errors>");
            foreach (string field in error.Fields ?? [])
                _text.Append("<fields>").Append(field).Append("</fields>");
            _text.Append("<message>").Append(System.Security.SecurityElement.Escape(error.Message)).Append("</message><statusCode>").Append(error.Code).Append("</statusCode></errors>");
        }
        if (outcome.Id is not null)
            _text.Append("<id>").Append(System.Security.SecurityElement.Escape(outcome.Id)).Append("</id>");
        _text.Append("<success>").Append(outcome.Success ? "true" : "false").Append("</success><created>").Append(outcome.Created ? "true" : "false").Append("</created></result>");
    }

    public IEnumerable<(BatchPart Part, byte[] Bytes)> Take()
    {
        byte[] bytes = Encoding.UTF8.GetBytes(_text.ToString());
        _text.Clear();
        return [(BatchPart.Results, bytes)];
    }
}

/// <summary>Errors in one line, <c>CODE:message:Field --</c>, as the bulk interfaces write them.</summary>
internal static class ErrorText
{
    public static string Of(IReadOnlyList<RecordError> errors) => string.Join(';', errors.Select(error =>
        $"{error.Code}:{error.Message}:{(error.Fields is { Count: > 0 } fields ? string.Join(' ', fields) + " " : "")}--"));
}
