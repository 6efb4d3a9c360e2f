using System.IO.Compression;
using System.Text.Json;
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
        foreach ((string name, string value) in answer.Headers)
            response.Headers[name] = value;
        if (answer.ContentType is not null)
            response.ContentType = answer.ContentType;
        ReadOnlyMemory<byte> body = answer.Body;
        if (answer.ContentType == Answer.JsonType && request.Headers.TryGetValue("x-prettyprint", out string? pretty) && pretty is "1" or "true")
            body = Pretty(body);
        bool truncated = fault is { Kind: FaultKind.TruncatedBody };
        if (truncated && (body.IsEmpty || request.Method == "HEAD"))
        {
            http.Abort();
            return;
        }
        if (request.Method == "HEAD" || answer.Status is 204 or 304)
            return;
        if (body.Length >= SmallestCompressed && request.Headers.TryGetValue("accept-encoding", out string? accepted) && accepted.Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            body = Compressed(body);
            response.Headers.ContentEncoding = "gzip";
        }
        response.Headers.Vary = "Accept-Encoding";
        response.ContentLength = body.Length;
        if (truncated)
        {
            await response.Body.WriteAsync(body[..(int)(body.Length * fault!.Fraction)], http.RequestAborted).ConfigureAwait(false);
            await response.Body.FlushAsync(http.RequestAborted).ConfigureAwait(false);
            http.Abort();
            return;
        }
        await response.Body.WriteAsync(body, http.RequestAborted).ConfigureAwait(false);
    }

    private static byte[] Pretty(ReadOnlyMemory<byte> body)
    {
        if (body.IsEmpty)
            return [];
        using JsonDocument document = JsonDocument.Parse(body);
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, Answer.JsonOptions with { Indented = true, NewLine = "\n" }))
            document.WriteTo(writer);
        return stream.ToArray();
    }

    private static ReadOnlyMemory<byte> Compressed(ReadOnlyMemory<byte> body)
    {
        using MemoryStream stream = new(body.Length / 4);
        using (GZipStream gzip = new(stream, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write(body.Span);
        return stream.GetBuffer().AsMemory(0, (int)stream.Length);
    }
}
