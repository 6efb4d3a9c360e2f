using System.Globalization;
using SalesforceLinq.Http.Diagnostics;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Queries;

/// <summary>Queries and their further pages, as answers that have not been read yet.</summary>
/// <remarks>Source: REST API Developer Guide, "Query" and "QueryAll".</remarks>
internal sealed class QueryResource(RequestSender sender)
{
    private readonly LongQuery _longQuery = new(sender);

    /// <summary>Opens the first page.</summary>
    public async Task<SalesforceResponse> OpenAsync(string soql, QueryOptions? options, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(soql);
        string resource = options?.IncludeDeleted == true ? "queryAll" : "query";
        string root = options?.Tooling == true ? "tooling/" : "";
        string path = $"{root}{resource}?{UrlText.Query(("q", soql))}";
        string? batchSize = options?.BatchSize is { } rows ? string.Create(CultureInfo.InvariantCulture, $"batchSize={rows}") : null;
        SalesforceResponse page = await _longQuery.IsNeededAsync(path, cancellationToken).ConfigureAwait(false)
            ? await _longQuery.OpenAsync(path, batchSize, cancellationToken).ConfigureAwait(false)
            : await OpenPageAsync(path, batchSize, cancellationToken).ConfigureAwait(false);
        ClientMeter.Page(page.Server);
        return page;
    }

    /// <summary>Opens a further page.</summary>
    /// <param name="locator">The <c>nextRecordsUrl</c> of a page, with or without its server, or the last segment of it.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task<SalesforceResponse> OpenMoreAsync(string locator, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(locator);
        // The credential says which org is asked; of a whole URL only the path counts.
        if (Uri.TryCreate(locator, UriKind.Absolute, out Uri? url) && (url.Scheme == Uri.UriSchemeHttps || url.Scheme == Uri.UriSchemeHttp))
            locator = url.PathAndQuery;
        string path = locator.StartsWith('/') ? locator : $"query/{UrlText.Segment(locator)}";
        SalesforceResponse page = await OpenPageAsync(path, null, cancellationToken).ConfigureAwait(false);
        ClientMeter.Page(page.Server);
        return page;
    }

    /// <summary>Asks how the org would run a query, without running it.</summary>
    public async Task<IReadOnlyList<QueryExplanation>> ExplainAsync(string soql, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(soql);
        string path = $"query?{UrlText.Query(("explain", soql))}";
        SalesforceResponse response = await _longQuery.IsNeededAsync(path, cancellationToken).ConfigureAwait(false)
            ? await _longQuery.OpenAsync(path, null, cancellationToken).ConfigureAwait(false)
            : await OpenPageAsync(path, null, cancellationToken).ConfigureAwait(false);
        using (response)
        {
            Explanations answer = await response.ReadAsync<Explanations>(cancellationToken).ConfigureAwait(false);
            return answer.Plans ?? throw response.Unfit(null, "it has no plans");
        }
    }

    private sealed record Explanations([property: Newtonsoft.Json.JsonProperty("plans")] IReadOnlyList<QueryExplanation>? Plans);

    private async Task<SalesforceResponse> OpenPageAsync(string path, string? queryOptions, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest(HttpMethod.Get, path);
        if (queryOptions is not null)
            request.Headers["Sforce-Query-Options"] = queryOptions;
        SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        await response.RequireJsonAsync(cancellationToken).ConfigureAwait(false);
        return response;
    }
}
