using System.Globalization;
using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>An HTTP request, read to its end.</summary>
/// <param name="Method">HTTP method, in capitals; <c>_HttpMethod</c> on a POST replaces it.</param>
/// <param name="Path">Path as sent, still encoded.</param>
/// <param name="Query">Query string with its question mark, or empty.</param>
/// <param name="Segments">Decoded segments of the path; empty ones are dropped, so that <c>//services</c> is <c>/services</c>.</param>
/// <param name="Headers">Headers by lower-case name.</param>
/// <param name="Body">Body, decompressed; empty for an upload.</param>
/// <param name="Upload">Body of a bulk batch, decompressed while it is read; <see langword="null"/> for all other requests.</param>
internal sealed record ReadRequest(
    string Method, string Path, string Query, IReadOnlyList<string> Segments, IReadOnlyDictionary<string, string> Headers, byte[] Body, Stream? Upload = null);

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
        string method = http.Request.Method.ToUpperInvariant();
        if (method == "POST" && new QueryParameters(query)["_HttpMethod"] is { Length: > 0 } other)
            method = other.ToUpperInvariant();
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        Stream content = new BodyStream(Decompressed(http.Request.Body, headers), MostBytes);
        // Bulk data can be large: it goes to the store as it comes.
        return IsUpload(method, segments)
            ? new ReadRequest(method, path, query, segments, headers, [], content)
            : new ReadRequest(method, path, query, segments, headers, await BodyAsync(content, http.RequestAborted).ConfigureAwait(false));
    }

    private static bool IsUpload(string method, string[] segments) => segments.Length > 3 && method switch
    {
        "PUT" => segments[^1].Equals("batches", StringComparison.OrdinalIgnoreCase),
        "POST" => segments[1].Equals("async", StringComparison.OrdinalIgnoreCase) && segments[^1].Equals("batch", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static Stream Decompressed(Stream body, Dictionary<string, string> headers) =>
        headers.GetValueOrDefault("content-encoding")?.ToLower(CultureInfo.InvariantCulture) switch
        {
            "gzip" => new GZipStream(body, CompressionMode.Decompress),
            "deflate" => new ZLibStream(body, CompressionMode.Decompress),
            null or "identity" => body,
            var other => throw new UnreadableRequestException("UNSUPPORTED_MEDIA_TYPE", $"Content encoding '{other}' is not supported", 415),
        };

    private static async Task<byte[]> BodyAsync(Stream content, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await content.CopyToAsync(body, cancellationToken).ConfigureAwait(false);
        return body.ToArray();
    }
}
