using System.Text.Json;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Records from a JSON array.</summary>
internal sealed class JsonRowSource : IRowSource
{
    private readonly JsonDocument _document;
    private readonly JsonRecordReader _reader;
    private readonly ObjectSchema _target;
    private int _next;

    private JsonRowSource(JsonDocument document, JsonRecordReader reader, ObjectSchema target)
    {
        _document = document;
        _reader = reader;
        _target = target;
    }

    public IReadOnlyList<string> Header => [];

    /// <exception cref="BatchRefusedException">The text is no JSON array.</exception>
    public static async ValueTask<JsonRowSource> OpenAsync(Stream text, JsonRecordReader reader, ObjectSchema target, CancellationToken cancellationToken)
    {
        JsonDocument document;
        try
        {
            document = await JsonDocument.ParseAsync(text, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (JsonException)
        {
            throw new BatchRefusedException("InvalidBatch", "Unable to parse JSON");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Array)
            return new JsonRowSource(document, reader, target);
        document.Dispose();
        throw new BatchRefusedException("InvalidBatch", "The batch is no JSON array of records");
    }

    public ValueTask<LoadRow?> ReadAsync(CancellationToken cancellationToken) =>
        new(_next < _document.RootElement.GetArrayLength() ? Read(_document.RootElement[_next++]) : null);

    public void Dispose() => _document.Dispose();

    private LoadRow Read(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
            throw new BatchRefusedException("InvalidBatch", "A record of the batch is no JSON object");
        try
        {
            return new LoadRow(_reader.Read(_target, record), Error: null, []);
        }
        catch (RecordRefusedException refused)
        {
            return new LoadRow(Input: null, refused.Errors[0], []);
        }
        catch (UnreadableRequestException unreadable)
        {
            return new LoadRow(Input: null, new RecordError(unreadable.Code, unreadable.Message, []), []);
        }
        catch (InvalidOperationException)
        {
            // JSON can spell half a surrogate pair; no text can hold one.
            return new LoadRow(Input: null, new RecordError("JSON_PARSER_ERROR", "Incomplete surrogate pair in a string of the record", []), []);
        }
    }
}
