using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>An HTTP request, read to its end.</summary>
/// <param name="Method">HTTP method, in capitals; <c>_HttpMethod</c> on a POST replaces it.</param>
/// <param name="Path">Path as sent, still encoded.</param>
/// <param name="Query">Query string with its question mark, or empty.</param>
/// <param name="Segments">Decoded segments of the path; empty ones are dropped, so that <c>//services</c> is <c>/services</c>.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">Body, decompressed.</param>
internal sealed record ReadRequest(
    string Method, string Path, string Query, IReadOnlyList<string> Segments, IReadOnlyDictionary<string, string> Headers, byte[] Body);

/// <summary>Reads a request from Kestrel.</summary>
internal sealed class RequestReader
{
    private const int MostBytes = 150 * 1024 * 1024;

    public async Task<ReadRequest> ReadAsync(HttpContext http)
    {
        string target = http.Features.Get<IHttpRequestFeature>()?.RawTarget ?? "/";
        int scheme = target.StartsWith('/') ? -1 : target.IndexOf("://", StringComparison.Ordinal);
        if (scheme >= 0)
            target = target.IndexOf('/', scheme + 3) is int slash and >= 0 ? target[slash..] : "/";
        int question = target.IndexOf('?', StringComparison.Ordinal);
        (string path, string query) = question < 0 ? (target, "") : (target[..question], target[question..]);
        Dictionary<string, string> headers = new(StringComparer.Ordinal);
        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in http.Request.Headers)
            headers[name.ToLowerInvariant()] = values.ToString();
        byte[] body = await BodyAsync(http, headers).ConfigureAwait(false);
        string method = http.Request.Method.ToUpperInvariant();
        if (method == "POST" && new Calls.QueryParameters(query)["_HttpMethod"] is { Length: > 0 } other)
            method = other.ToUpperInvariant();
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        return new ReadRequest(method, path, query, segments, headers, body);
    }

    private static async Task<byte[]> BodyAsync(HttpContext http, Dictionary<string, string> headers)
    {
        Stream stream = http.Request.Body;
        if (headers.TryGetValue("content-encoding", out string? encoding))
        {
            stream = encoding.ToLower(CultureInfo.InvariantCulture) switch
            {
                "gzip" => new GZipStream(stream, CompressionMode.Decompress),
                "deflate" => new ZLibStream(stream, CompressionMode.Decompress),
                "identity" => stream,
                _ => throw new UnreadableRequestException("UNSUPPORTED_MEDIA_TYPE", $"Content encoding '{encoding}' is not supported", 415),
            };
        }
        using MemoryStream body = new();
        byte[] chunk = new byte[16 * 1024];
        try
        {
            for (int read; (read = await stream.ReadAsync(chunk, http.RequestAborted).ConfigureAwait(false)) > 0;)
            {
                if (body.Length + read > MostBytes)
                    throw new UnreadableRequestException("REQUEST_ENTITY_TOO_LARGE", "The request body is larger than 150 MB", 413);
                body.Write(chunk, 0, read);
            }
        }
        catch (InvalidDataException)
        {
            throw new UnreadableRequestException("INVALID_CONTENT_ENCODING", "The body is not what its Content-Encoding says");
        }
        return body.ToArray();
    }
}
