using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>What a resource answers.</summary>
internal sealed class Answer(int status, ReadOnlyMemory<byte> body, string? contentType)
{
    public const string JsonType = "application/json;charset=UTF-8";

    /// <summary>As Salesforce writes JSON: nothing escaped that JSON itself does not ask for.</summary>
    public static readonly JsonWriterOptions JsonOptions = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public int Status { get; } = status;

    public ReadOnlyMemory<byte> Body { get; } = body;

    public string? ContentType { get; } = contentType;

    public Dictionary<string, string> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a body too large to be held, in place of <see cref="Body"/>.</summary>
    public Func<Stream, CancellationToken, Task>? Content { get; init; }

    /// <summary>Whether the answer, though well-formed, reports a failure that must undo a transaction around it.</summary>
    public bool Failed { get; init; }

    public static Answer NoContent { get; } = new(204, default, null);

    public static Answer Json(int status, Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(512);
        using (Utf8JsonWriter writer = new(buffer, JsonOptions))
            write(writer);
        return new Answer(status, buffer.WrittenMemory, JsonType) { Failed = status >= 400 };
    }

    public static Answer Text(int status, string text, string contentType) => new(status, Encoding.UTF8.GetBytes(text), contentType) { Failed = status >= 400 };

    public static Answer NotFound() => Error(404, "NOT_FOUND", "The requested resource does not exist", codeFirst: true);

    public static Answer MethodNotAllowed(string allowed)
    {
        Answer answer = Error(405, "METHOD_NOT_ALLOWED", $"HTTP Method not allowed. Allowed are {allowed}");
        answer.Headers["Allow"] = allowed;
        return answer;
    }

    public static Answer Error(int status, string code, string message, bool codeFirst = false) => Json(status, writer =>
    {
        writer.WriteStartArray();
        writer.WriteStartObject();
        if (codeFirst)
            writer.WriteString("errorCode", code);
        writer.WriteString("message", message);
        if (!codeFirst)
            writer.WriteString("errorCode", code);
        writer.WriteEndObject();
        writer.WriteEndArray();
    });

    public static Answer Errors(IReadOnlyList<RecordError> errors)
    {
        if (errors[0].Code == "NOT_FOUND")
            return NotFound();
        return Json(errors[0].Status, writer =>
        {
            writer.WriteStartArray();
            foreach (RecordError error in errors)
            {
                writer.WriteStartObject();
                writer.WriteString("message", error.Message);
                writer.WriteString("errorCode", error.Code);
                if (error.Fields is not null)
                    Fields(writer, error.Fields);
                if (error.Duplicates is not null)
                    DuplicateJson.Write(writer, error.Duplicates);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
        });
    }

    public static void Fields(Utf8JsonWriter writer, IReadOnlyList<string> fields)
    {
        writer.WriteStartArray("fields");
        foreach (string field in fields)
            writer.WriteStringValue(field);
        writer.WriteEndArray();
    }
}
