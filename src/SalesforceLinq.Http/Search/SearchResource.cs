using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Search;

/// <summary>Searches: <c>search</c> and <c>parameterizedSearch</c>.</summary>
/// <remarks>Source: REST API Developer Guide, "Search"; recorded answers, up to version 36.0 a bare array.</remarks>
internal sealed class SearchResource(RequestSender sender)
{
    public Task<IReadOnlyList<JObject>> SearchAsync(string sosl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sosl);
        return SendAsync(new SalesforceRequest(HttpMethod.Get, $"search?{UrlText.Query(("q", sosl))}"), cancellationToken);
    }

    public Task<IReadOnlyList<JObject>> SearchAsync(ParameterizedSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        ArgumentException.ThrowIfNullOrWhiteSpace(search.Text);
        return SendAsync(
            new SalesforceRequest(HttpMethod.Post, "parameterizedSearch") { Safety = RequestSafety.Read, Body = SalesforceRequestBody.Json(search) },
            cancellationToken);
    }

    private async Task<IReadOnlyList<JObject>> SendAsync(SalesforceRequest request, CancellationToken cancellationToken)
    {
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JToken? answer = await response.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        JArray records = (answer as JArray ?? (answer as JObject)?["searchRecords"] as JArray)
            ?? throw response.Unfit(answer, "it has no searchRecords");
        return records.All(record => record is JObject) ? [.. records.Cast<JObject>()] : throw response.Unfit(answer, "a record is not an object");
    }
}
