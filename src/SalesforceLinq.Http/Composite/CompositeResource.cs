using SalesforceLinq.Http.Composite;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http;

/// <summary>Several requests in one call: composite, graph, batch and tree.</summary>
/// <remarks>Source: REST API Developer Guide, chapter "Composite Resources".</remarks>
public sealed class CompositeResource
{
    private readonly RequestSender _sender;
    private readonly CompositeWriter _writer;
    private readonly BatchCall _batch;
    private readonly GraphCall _graph;
    private readonly TreeCall _tree;

    internal CompositeResource(RequestSender sender)
    {
        _sender = sender;
        _writer = new CompositeWriter(sender);
        _batch = new BatchCall(sender);
        _graph = new GraphCall(sender, _writer);
        _tree = new TreeCall(sender);
    }

    /// <summary>Sends up to 25 requests, which can use one another's answers.</summary>
    /// <param name="request">The requests.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>An answer for each request, in their order. Requests that failed are in it: look at <see cref="CompositeResult.Success"/>.</returns>
    /// <exception cref="ArgumentException">There are none or too many requests, or their names are wrong; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    public async Task<CompositeResult> SendAsync(CompositeRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        Check(request);
        var call = new SalesforceRequest(HttpMethod.Post, "composite")
        {
            Safety = CompositeWriter.SafetyOf(request.Subrequests.Select(subrequest => subrequest.Method)),
            Body = SalesforceRequestBody.JsonWriter(json =>
            {
                json.WriteStartObject();
                json.WritePropertyName("allOrNone");
                json.WriteValue(request.AllOrNone);
                if (request.Collate is { } collate)
                {
                    json.WritePropertyName("collateSubrequests");
                    json.WriteValue(collate);
                }

                _writer.Write(json, request.Subrequests);
                json.WriteEndObject();
            }),
        };
        using SalesforceResponse response = await _sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SubrequestResult> results = await response.ReadAsync(
            (CompositeAnswer answer) => answer.InOrderOf(request.Subrequests), "the answers do not match the subrequests", cancellationToken).ConfigureAwait(false);
        return new CompositeResult(results, response.Attempts) { EarlierAnswerLost = response.EarlierAnswerLost };
    }

    /// <summary>Sends up to 25 independent requests. Nothing is rolled back, and each counts as a call.</summary>
    /// <param name="batch">The requests.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>An answer for each request, in their order. Requests that failed are in it.</returns>
    /// <exception cref="ArgumentException">There are none or too many requests, or one cannot be part of a batch; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public Task<BatchResult> SendBatchAsync(BatchRequest batch, CancellationToken cancellationToken = default) =>
        _batch.SendAsync(batch, cancellationToken);

    /// <summary>Sends graphs of requests; each graph is carried out as a whole, or not at all.</summary>
    /// <param name="graphs">1 to 75 graphs with up to 500 requests together.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A result for each graph, in their order. Graphs that failed are in it.</returns>
    /// <exception cref="ArgumentException">A limit is exceeded, or a name is wrong; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public Task<IReadOnlyList<CompositeGraphResult>> SendGraphAsync(
        IReadOnlyList<CompositeGraph> graphs, CancellationToken cancellationToken = default) =>
        _graph.SendAsync(graphs, cancellationToken);

    /// <summary>Creates records of one object with their children, all or none.</summary>
    /// <param name="roots">The records at the top.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The new ids, or the errors, by reference id.</returns>
    /// <exception cref="ArgumentException">A limit is exceeded, or a name is wrong; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public Task<TreeResult> CreateTreeAsync(IReadOnlyList<TreeRecord> roots, CancellationToken cancellationToken = default) =>
        _tree.SendAsync(roots, cancellationToken);

    private static void Check(CompositeRequest request)
    {
        int count = request.Subrequests.Count;
        if (count is 0 or > CompositeRequest.MaxSubrequests)
            throw new ArgumentException($"A composite call has 1 to {CompositeRequest.MaxSubrequests} requests, and this has {count}.", nameof(request));
        int heavy = request.Subrequests.Count(IsQueryOrCollection);
        if (heavy > CompositeRequest.MaxQueriesAndCollections)
        {
            throw new ArgumentException(
                $"At most {CompositeRequest.MaxQueriesAndCollections} requests of a composite call may be queries or collections, and {heavy} are.",
                nameof(request));
        }

        CompositeWriter.CheckNames(request.Subrequests, nameof(request));
    }

    private static bool IsQueryOrCollection(Subrequest subrequest)
    {
        string path = subrequest.Path;
        if (path.StartsWith("/services/data/v", StringComparison.OrdinalIgnoreCase))
            path = path[(path.IndexOf('/', "/services/data/v".Length) + 1)..];
        return path.StartsWith("query", StringComparison.OrdinalIgnoreCase) || path.StartsWith("composite/sobjects", StringComparison.OrdinalIgnoreCase);
    }
}
