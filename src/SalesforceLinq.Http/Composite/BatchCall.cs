using System.Net;
using System.Text;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Composite;

/// <summary>Sends a batch.</summary>
/// <remarks>Source: REST API Developer Guide, "Composite Batch" (URLs there begin with the version).</remarks>
internal sealed class BatchCall(RequestSender sender)
{
    private const string Root = "/services/data/";

    public async Task<BatchResult> SendAsync(BatchRequest batch, CancellationToken cancellationToken)
    {
        Check(batch);
        var call = new SalesforceRequest(HttpMethod.Post, "composite/batch")
        {
            Safety = batch.Requests.Max(request => request.Safety),
            Body = SalesforceRequestBody.JsonWriter(json => Write(json, batch)),
        };
        using SalesforceResponse response = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        JObject answer = await response.ReadAsync<JObject>(cancellationToken).ConfigureAwait(false);
        if (answer["results"] is not JArray results || results.Count != batch.Requests.Count)
            throw response.Unfit(answer, "there is not one result for each request");
        return new BatchResult((bool?)answer["hasErrors"] ?? false, [.. results.Select(Result)]);
    }

    private void Write(JsonTextWriter json, BatchRequest batch)
    {
        json.WriteStartObject();
        json.WritePropertyName("haltOnError");
        json.WriteValue(batch.HaltOnError);
        json.WritePropertyName("batchRequests");
        json.WriteStartArray();
        foreach (SalesforceRequest request in batch.Requests)
        {
            json.WriteStartObject();
            json.WritePropertyName("method");
            json.WriteValue(request.Method.Method);
            json.WritePropertyName("url");
            json.WriteValue(sender.FullPath(request.Path)[Root.Length..]);
            if (request.Body?.ToBytes() is { } body)
            {
                json.WritePropertyName("richInput");
                json.WriteRawValue(Encoding.UTF8.GetString(body));
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private void Check(BatchRequest batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        if (batch.Requests.Count is 0 or > BatchRequest.MaxRequests)
            throw new ArgumentException($"A batch has 1 to {BatchRequest.MaxRequests} requests, and this has {batch.Requests.Count}.", nameof(batch));
        foreach (SalesforceRequest request in batch.Requests)
        {
            if (!sender.FullPath(request.Path).StartsWith(Root, StringComparison.Ordinal))
                throw new ArgumentException($"'{request}' is not below {Root}, and a batch takes only such requests.", nameof(batch));
            if (request.Headers.Count > 0)
                throw new ArgumentException($"'{request}' has headers, which a request in a batch cannot have. Use a composite call.", nameof(batch));
            if (request.Body is { IsJson: false })
                throw new ArgumentException($"'{request}' has a body that is not JSON in memory, and a batch takes only such bodies.", nameof(batch));
        }
    }

    private static SubrequestResult Result(JToken result) => new(
        "",
        (HttpStatusCode)((int?)result["statusCode"] ?? 0),
        result["result"] is { Type: not JTokenType.Null } body ? body : null,
        new Dictionary<string, string>());
}
