using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>One request to one resource, whether it came by HTTP or inside a composite request.</summary>
internal sealed record Call
{
    public required string Method { get; init; }

    /// <summary>Decoded segments of the path behind <c>/services/data/vNN.0</c> (or behind the host, elsewhere).</summary>
    public required IReadOnlyList<string> Segments { get; init; }

    public required QueryParameters Query { get; init; }

    /// <summary>Headers by lower-case name.</summary>
    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Body of a bulk batch, read while it comes; <see langword="null"/> for all other requests.</summary>
    public Stream? Upload { get; init; }

    /// <summary>API version of the path, such as 66.0.</summary>
    public decimal Version { get; init; }

    /// <summary>What paths of this version begin with: <c>/services/data/v66.0</c>.</summary>
    public string Prefix => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"/services/data/v{Version:0.0}");

    /// <summary>Scheme, host and port the client used.</summary>
    public string Origin { get; init; } = "";

    public Session? Session { get; init; }

    /// <summary>The transaction the call is part of; <see langword="null"/> if it opens its own.</summary>
    public WriteContext? Transaction { get; init; }

    /// <summary>Whether the first record that is written shall be found locked.</summary>
    public bool RowLocked { get; set; }

    public CancellationToken Cancellation { get; init; }

    public string UserId => Session?.UserId ?? "";

    /// <summary>The parts of the path that the route names.</summary>
    public IReadOnlyDictionary<string, string> Route { get; set; } = new Dictionary<string, string>();

    /// <summary>A part of the path the route names.</summary>
    public string this[string parameter] => Route[parameter];

    public string? Header(string name) => Headers.GetValueOrDefault(name);

    /// <summary>The body as JSON.</summary>
    /// <exception cref="UnreadableRequestException">It is none.</exception>
    public JsonDocument Json()
    {
        ReadOnlyMemory<byte> body = InJson();
        if (!Utf8.IsValid(body.Span))
            throw new UnreadableRequestException("JSON_PARSER_ERROR", "Invalid UTF-8 byte sequence in the request");
        try
        {
            JsonDocument document = JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = 64 });
            JsonText.Check(document.RootElement, body.Span);
            return document;
        }
        catch (JsonException error)
        {
            string what = Body.IsEmpty ? "Unexpected end-of-input" : "Unexpected character";
            throw new UnreadableRequestException(
                "JSON_PARSER_ERROR", $"{what} at [line:{(error.LineNumber ?? 0) + 1}, column:{(error.BytePositionInLine ?? 0) + 1}]");
        }
    }

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="UnreadableRequestException">It is none.</exception>
    public JsonDocument JsonObject()
    {
        JsonDocument document = Json();
        if (document.RootElement.ValueKind == JsonValueKind.Object)
            return document;
        document.Dispose();
        throw new UnreadableRequestException("JSON_PARSER_ERROR", "Cannot deserialize instance of object from START_ARRAY or request may be missing a required field at [line:1, column:1]");
    }

    private ReadOnlyMemory<byte> InJson()
    {
        string? type = Header("content-type");
        if (type is null || Body.IsEmpty || type.Contains("json", StringComparison.OrdinalIgnoreCase))
            return Body;
        return type.Contains("xml", StringComparison.OrdinalIgnoreCase)
            ? XmlBody.ToJson(Body)
            : throw new UnreadableRequestException("UNSUPPORTED_MEDIA_TYPE", $"Content type {type.Split(';')[0]} is not supported here; send application/json", 415);
    }

    public string Text() => Encoding.UTF8.GetString(Body.Span);
}
