using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>A record with a file, as a multipart message: one part is the record in JSON, the other is the file, named as its field.</summary>
/// <remarks>Source: REST API Developer Guide, "Insert or Update Blob Data". The code of its errors is not recorded.</remarks>
internal sealed class MultipartBody : IDisposable
{
    private MultipartBody(JsonDocument record, string? field, byte[] file)
    {
        Record = record;
        Field = field;
        File = file;
    }

    public JsonDocument Record { get; }

    /// <summary>The field the file is for; <see langword="null"/> where the message has no file.</summary>
    public string? Field { get; }

    public byte[] File { get; }

    public static bool IsMultipart(Call call) => call.Header("content-type")?.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) == true;

    /// <exception cref="UnreadableRequestException">It is no such message.</exception>
    public static async ValueTask<MultipartBody> ReadAsync(Call call)
    {
        if (!MediaTypeHeaderValue.TryParse(call.Header("content-type"), out MediaTypeHeaderValue? type)
            || HeaderUtilities.RemoveQuotes(type.Boundary).Value is not { Length: > 0 } boundary)
        {
            throw Malformed("The multipart message has no boundary");
        }

        JsonDocument? record = null;
        string? field = null;
        byte[] file = [];
        try
        {
            MultipartReader reader = new(boundary, new MemoryStream(call.Body.ToArray(), writable: false));
            while (await reader.ReadNextSectionAsync(call.Cancellation).ConfigureAwait(false) is { } section)
            {
                using MemoryStream content = new();
                await section.Body.CopyToAsync(content, call.Cancellation).ConfigureAwait(false);
                if (section.ContentType?.Contains("json", StringComparison.OrdinalIgnoreCase) == true && record is null)
                    record = Json(content.ToArray());
                else if (ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out ContentDispositionHeaderValue? disposition))
                    (field, file) = (HeaderUtilities.RemoveQuotes(disposition.Name).Value, content.ToArray());
            }
        }
        catch (Exception broken) when (broken is IOException or InvalidDataException)
        {
            record?.Dispose();
            throw Malformed("The multipart message is cut off or not well-formed");
        }

        return new MultipartBody(record ?? throw Malformed("Multipart message must include a non-binary part"), field, file);
    }

    public void Dispose() => Record.Dispose();

    private static JsonDocument Json(byte[] bytes)
    {
        try
        {
            JsonDocument record = JsonDocument.Parse(bytes);
            if (record.RootElement.ValueKind == JsonValueKind.Object)
                return record;
            record.Dispose();
        }
        catch (JsonException)
        {
            // Told below, as what is JSON but no object.
        }

        throw new UnreadableRequestException("JSON_PARSER_ERROR", "The non-binary part of the multipart message is no JSON object at [line:1, column:1]");
    }

    private static UnreadableRequestException Malformed(string message) => new("INVALID_MULTIPART_REQUEST", message);
}
