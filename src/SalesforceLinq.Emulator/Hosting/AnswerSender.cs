using System.IO.Compression;
using Microsoft.AspNetCore.Http;
using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>Sends an answer: pretty-printed, compressed, or cut off in the middle, as is called for.</summary>
internal sealed class AnswerSender
{
    private const int SmallestCompressed = 1024;

    public async Task SendAsync(HttpContext http, ReadRequest request, Answer answer, Fault? fault)
    {
        HttpResponse response = http.Response;
        response.StatusCode = answer.Status;
        response.Headers.CacheControl = "no-cache,must-revalidate,max-age=0,no-store,private";
        response.Headers["X-Content-Type-Options"] = "nosniff";
        response.Headers["X-Robots-Tag"] = "none";
        response.Headers["X-XSS-Protection"] = "1; mode=block";
        response.Headers.StrictTransportSecurity = "max-age=63072000; includeSubDomains";
        foreach ((string name, string value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.ContentType is not null)
            response.ContentType = answer.ContentType;
        bool truncated = fault is { Kind: FaultKind.TruncatedBody };
        if (truncated && (request.Method == "HEAD" || (answer.Body.IsEmpty && answer.Content is null)))
        {
            http.Abort();
            return;
        }
        if (request.Method == "HEAD" || answer.Status is 204 or 304)
            return;
        response.Headers.Vary = "Accept-Encoding";
        if (answer.Content is { } content && !truncated)
            await StreamAsync(http, request, content).ConfigureAwait(false);
        else
            await SendWholeAsync(http, request, answer, truncated ? fault!.Fraction : null).ConfigureAwait(false);
    }

    private static async Task SendWholeAsync(HttpContext http, ReadRequest request, Answer answer, double? fraction)
    {
        HttpResponse response = http.Response;
        ReadOnlyMemory<byte> body = answer.Body;
        if (answer.Content is { } content)
        {
            using MemoryStream whole = new();
            await content(whole, http.RequestAborted).ConfigureAwait(false);
            body = whole.ToArray();
        }
        if (answer.ContentType == Answer.JsonType && request.Headers.TryGetValue("x-prettyprint", out string? pretty) && pretty is "1" or "true")
            body = PrettyJson.Of(body);
        if (body.Length >= SmallestCompressed && Encoding(request) is { } encoding)
        {
            body = await CompressedAsync(body, encoding, http.RequestAborted).ConfigureAwait(false);
            response.Headers.ContentEncoding = encoding;
        }
        response.ContentLength = body.Length;
        if (fraction is { } part)
        {
            await response.Body.WriteAsync(body[..(int)(body.Length * part)], http.RequestAborted).ConfigureAwait(false);
            await response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            http.Abort();
            return;
        }
        await response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    private static async Task StreamAsync(HttpContext http, ReadRequest request, Func<Stream, CancellationToken, Task> content)
    {
        if (Encoding(request) is not { } encoding)
        {
            await content(http.Response.Body, http.RequestAborted).ConfigureAwait(false);
            return;
        }
        http.Response.Headers.ContentEncoding = encoding;
        Stream compressing = Compressing(http.Response.Body, encoding);
        await using (compressing.ConfigureAwait(false))
            await content(compressing, http.RequestAborted).ConfigureAwait(false);
    }

    private static string? Encoding(ReadRequest request)
    {
        string accepted = request.Headers.GetValueOrDefault("accept-encoding") ?? "";
        return accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase) ? "gzip"
            : accepted.Contains("deflate", StringComparison.OrdinalIgnoreCase) ? "deflate"
            : null;
    }

    // HTTP's deflate is zlib's format, not the bare one.
    private static Stream Compressing(Stream target, string encoding) => encoding == "gzip"
        ? new GZipStream(target, CompressionLevel.Fastest, leaveOpen: true)
        : new ZLibStream(target, CompressionLevel.Fastest, leaveOpen: true);

    private static async Task<ReadOnlyMemory<byte>> CompressedAsync(ReadOnlyMemory<byte> body, string encoding, CancellationToken cancellationToken)
    {
        using MemoryStream stream = new(body.Length / 4);
        Stream compressing = Compressing(stream, encoding);
        await using (compressing.ConfigureAwait(false))
            await compressing.WriteAsync(body, cancellationToken).ConfigureAwait(false);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }
}
