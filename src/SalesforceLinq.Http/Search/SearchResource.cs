using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Search;

/// <summary>Searches: <c>search</c> and <c>parameterizedSearch</c>.</summary>
/// <remarks>Source: REST API Developer Guide, "Search"; recorded answers, up to version 36.0 a bare array.</remarks>
internal sealed class SearchResource(RequestSender sender)
{
    private const int MostRecords = 2000;

    public Task<IReadOnlyList<JObject>> SearchAsync(string sosl, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(sosl);
        return SendAsync(new SalesforceRequest(HttpMethod.Get, $"search?{UrlText.Query(("q", sosl))}"), cancellationToken);
    }

    public Task<IReadOnlyList<JObject>> SearchAsync(ParameterizedSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(search);
        Check(search);
        return SendAsync(
            new SalesforceRequest(HttpMethod.Post, "parameterizedSearch") { Safety = RequestSafety.Read, Body = SalesforceRequestBody.Json(search) },
            cancellationToken);
    }

    private static void Check(ParameterizedSearch search)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(search.Text, nameof(search));
        RequireNumber(search.OverallLimit, 1, nameof(search.OverallLimit));
        RequireNumber(search.DefaultLimit, 1, nameof(search.DefaultLimit));
        RequireNumber(search.Offset, 0, nameof(search.Offset));
        foreach (string field in search.Fields ?? [])
            ApiName.CheckedPath(field, nameof(search.Fields));
        if (search.Fields is { Count: > 0 } && search.Objects is not { Count: > 0 })
            throw new ArgumentException("Fields are read of objects: name at least one in Objects.", nameof(search));
        if (search.Offset is not null && search.Objects is not { Count: 1 })
            throw new ArgumentException("An offset is for a search of one object.", nameof(search));
        foreach (SearchedObject searched in search.Objects ?? [])
        {
            ApiName.Checked(searched.Name, nameof(search.Objects));
            RequireNumber(searched.Limit, 1, nameof(searched.Limit));
            foreach (string field in searched.Fields ?? [])
                ApiName.CheckedPath(field, nameof(searched.Fields));
        }
    }

    private static void RequireNumber(int? number, int least, string option)
    {
        if (number < least || number > MostRecords)
            throw new ArgumentOutOfRangeException(option, number, $"A search takes {least} to {MostRecords} here.");
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
