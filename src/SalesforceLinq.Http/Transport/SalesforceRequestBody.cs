using System.Net.Http.Headers;
using System.Text;
using Newtonsoft.Json;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>The body of a request. It can be written as often as the request is sent.</summary>
public sealed class SalesforceRequestBody
{
    private const string JsonMediaType = "application/json; charset=UTF-8";

    private readonly Func<HttpContent>? _open;
    private readonly Func<BodyBuffer>? _write;
    private BodyBuffer? _inMemory;

    private SalesforceRequestBody(string mediaType, Func<BodyBuffer>? write, Func<HttpContent>? open)
    {
        MediaType = mediaType;
        _write = write;
        _open = open;
    }

    /// <summary>Value of <c>Content-Type</c>.</summary>
    public string MediaType { get; }

    /// <summary>An object as JSON: anonymous objects, dictionaries, JSON tokens, or classes with <c>[JsonProperty]</c>. Null members are written as null.</summary>
    /// <param name="value">The object. It is read once, when the request is first sent.</param>
    public static SalesforceRequestBody Json(object value)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new SalesforceRequestBody(JsonMediaType, () => Write(json => WireJson.Serializer.Serialize(json, value)), null);
    }

    /// <summary>JSON written by hand.</summary>
    /// <param name="write">Writes one JSON text; called once, however often the request is sent.</param>
    public static SalesforceRequestBody JsonWriter(Action<JsonTextWriter> write)
    {
        ArgumentNullException.ThrowIfNull(write);
        return new SalesforceRequestBody(JsonMediaType, () => Write(write), null);
    }

    /// <summary>Bytes in memory.</summary>
    /// <param name="bytes">The bytes.</param>
    /// <param name="mediaType">Value of <c>Content-Type</c>.</param>
    public static SalesforceRequestBody Bytes(byte[] bytes, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(bytes);
        return new SalesforceRequestBody(mediaType, () => BodyBuffer.Of(bytes), null);
    }

    /// <summary>Text, as UTF-8.</summary>
    /// <param name="text">The text.</param>
    /// <param name="mediaType">Value of <c>Content-Type</c>, such as <c>text/csv; charset=UTF-8</c>.</param>
    public static SalesforceRequestBody Text(string text, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(text);
        return new SalesforceRequestBody(mediaType, () => BodyBuffer.Of(Encoding.UTF8.GetBytes(text)), null);
    }

    /// <summary>A stream, which never has to fit into memory.</summary>
    /// <param name="open">Opens the stream from its beginning, once for each time the request is sent; the client disposes of it.</param>
    /// <param name="mediaType">Value of <c>Content-Type</c>.</param>
    public static SalesforceRequestBody Stream(Func<Stream> open, string mediaType)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new SalesforceRequestBody(mediaType, null, () => new StreamContent(open()));
    }

    /// <summary>A body that was written already.</summary>
    internal static SalesforceRequestBody Buffer(BodyBuffer body, string mediaType) => new(mediaType, () => body, null);

    /// <summary>Content of HTTP with headers of its own, such as a multipart form.</summary>
    internal static SalesforceRequestBody Content(Func<HttpContent> open) => new("", null, open);

    /// <summary>Whether the body is JSON that can stand inside other JSON.</summary>
    internal bool IsJson => _write is not null && MediaType.StartsWith("application/json", StringComparison.OrdinalIgnoreCase);

    /// <summary>The bytes of a body in memory; null for a stream.</summary>
    internal byte[]? ToBytes() => InMemory()?.ToArray();

    /// <summary>The content for one attempt.</summary>
    internal HttpContent Open(int? compressAbove)
    {
        HttpContent content;
        bool compress;
        if (InMemory() is { } body)
        {
            content = body.ToContent();
            compress = body.Length > compressAbove;
        }
        else
        {
            content = _open!();
            compress = compressAbove is not null;
        }

        if (MediaType.Length > 0)
            content.Headers.ContentType = MediaTypeHeaderValue.Parse(MediaType);
        return compress ? new GzipContent(content) : content;
    }

    private BodyBuffer? InMemory() => _write is null ? null : _inMemory ??= _write();

    private static BodyBuffer Write(Action<JsonTextWriter> write)
    {
        BodyBuffer body = new();
        WireJson.Write(body, write);
        return body;
    }
}
