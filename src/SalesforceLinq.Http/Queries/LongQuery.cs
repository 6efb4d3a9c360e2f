using System.Net;
using System.Text;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Errors;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Queries;

/// <summary>Runs a query whose text is too long for a URL: as the only subrequest of a composite call, whose URL travels in the body.</summary>
/// <remarks>Source: Limits Quick Reference (URI and headers up to 16,384 bytes); REST API Developer Guide, "Composite".</remarks>
internal sealed class LongQuery(RequestSender sender)
{
    private const int LongestUriWithHeaders = 16_384;
    private const int RoomForHeaders = 1_024;

    /// <summary>Whether the URL and the headers would be longer than the platform takes.</summary>
    public async ValueTask<bool> IsNeededAsync(string path, CancellationToken cancellationToken)
    {
        if (path.Length < LongestUriWithHeaders / 4)
            return false;
        SalesforceSession session = await sender.GetSessionAsync(cancellationToken).ConfigureAwait(false);
        int length = session.InstanceUrl.AbsoluteUri.Length + sender.FullPath(path).Length + session.AccessToken.Length + RoomForHeaders;
        return length > LongestUriWithHeaders;
    }

    /// <summary>Opens the first page; the body handed out is that of the page, as if it had been asked for directly.</summary>
    public async Task<SalesforceResponse> OpenAsync(string path, string? queryOptions, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest(HttpMethod.Post, "composite")
        {
            Safety = RequestSafety.Read,
            Body = SalesforceRequestBody.JsonWriter(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("compositeRequest");
                json.WriteStartArray();
                json.WriteStartObject();
                json.WritePropertyName("method");
                json.WriteValue("GET");
                json.WritePropertyName("url");
                json.WriteValue(sender.FullPath(path));
                json.WritePropertyName("referenceId");
                json.WriteValue("query");
                if (queryOptions is not null)
                {
                    json.WritePropertyName("httpHeaders");
                    json.WriteStartObject();
                    json.WritePropertyName("Sforce-Query-Options");
                    json.WriteValue(queryOptions);
                    json.WriteEndObject();
                }

                json.WriteEndObject();
                json.WriteEndArray();
                json.WriteEndObject();
            }),
        };
        SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        using (response)
            return await PageAsync(response, path, cancellationToken).ConfigureAwait(false);
    }

    // A page has at most 2,000 rows, so it is cut out in memory: the parts of a subresponse may come in any order.
    private static async Task<SalesforceResponse> PageAsync(SalesforceResponse response, string path, CancellationToken cancellationToken)
    {
        using AnswerBuffer buffer = await response.BufferAsync(cancellationToken).ConfigureAwait(false);
        string request = $"GET {path[..path.IndexOf('?', StringComparison.Ordinal)]} (in {response.Request})";
        if (Subresponse(buffer) is not { } subresponse || subresponse["body"] is not { } body)
            throw buffer.Bad("The answer is not that of a composite call.");

        var status = (HttpStatusCode)((int?)subresponse["httpStatusCode"] ?? 0);
        byte[] utf8 = WireJson.Bytes(json => body.WriteTo(json));
        if ((int)status is >= 200 and < 300)
            return new SalesforceResponse(request, status, new MemoryStream(utf8, writable: false)) { Attempts = response.Attempts, Server = response.Server };
        throw (Exception?)new ErrorBody(request, status, null).TryRead(utf8, utf8.Length)
            ?? buffer.Bad($"The query in it has status {(int)status}, and its body is not an error of Salesforce.");
    }

    private static JObject? Subresponse(AnswerBuffer buffer)
    {
        try
        {
            return (WireJson.Token(buffer.Bytes, buffer.Length) as JObject)?["compositeResponse"] is JArray { Count: 1 } results
                ? results[0] as JObject
                : null;
        }
        catch (Exception malformed) when (malformed is Newtonsoft.Json.JsonException or DecoderFallbackException)
        {
            throw buffer.Bad($"The answer cannot be read: {malformed.Message}", malformed);
        }
    }
}
