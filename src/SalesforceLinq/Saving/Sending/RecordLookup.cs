using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Reads records of a save by their ids, in as few calls as possible.</summary>
internal sealed class RecordLookup(SalesforceClient client)
{
    /// <summary>Calls made so far.</summary>
    public int ApiCalls { get; private set; }

    /// <summary>The records whose token is not any more what it was when they were read.</summary>
    /// <exception cref="SalesforceApiException">The org does not let the token be read.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    public async Task<IReadOnlyList<ConcurrentChange>> FindChangedAsync(IReadOnlyList<PendingWrite> guarded, CancellationToken cancellationToken)
    {
        List<(RecordQuery, List<PendingWrite>)> queries = [];
        foreach (IGrouping<EntityModel, PendingWrite> sameClass in guarded.GroupBy(write => write.Tracked.Model))
            queries.AddRange(sameClass.Chunk(RecordQuery.MaxIds).Select(chunk => (new RecordQuery(sameClass.Key, [chunk[0].Token!]), chunk.ToList())));
        Dictionary<RecordKey, JObject> records = await ReadAsync(queries, cancellationToken).ConfigureAwait(false);
        return [.. guarded.Select(write => Compare(write, records)).OfType<ConcurrentChange>()];
    }

    /// <summary>The records as the org has them now.</summary>
    /// <exception cref="SalesforceApiException">The org refuses a query.</exception>
    /// <exception cref="SalesforceTransportException">There is no usable answer.</exception>
    public async Task<Dictionary<RecordKey, JObject>> ReadAsync(IReadOnlyList<(RecordQuery Query, List<PendingWrite> Writes)> queries, CancellationToken cancellationToken)
    {
        Dictionary<RecordKey, JObject> records = [];
        foreach ((RecordQuery Query, List<PendingWrite> Writes)[] call in queries.Chunk(SavePlanner.MaxSteps))
        {
            List<Subrequest> subrequests = [.. call.Select((read, i) =>
                read.Query.ToSubrequest(read.Writes.Select(write => write.Tracked.Id!), string.Create(CultureInfo.InvariantCulture, $"read{i}")))];
            CompositeResult answer = await client.Composite.SendAsync(new CompositeRequest(subrequests), cancellationToken).ConfigureAwait(false);
            ApiCalls += answer.ApiCalls;
            foreach (SubrequestResult result in answer.Results)
            {
                if (!result.Success)
                    throw new SalesforceApiException("query", result.StatusCode, result.Errors);
                RecordQuery.Read(result.Body, records);
                await ReadRestAsync(result.Body, records, cancellationToken).ConfigureAwait(false);
            }
        }

        return records;
    }

    private static ConcurrentChange? Compare(PendingWrite write, Dictionary<RecordKey, JObject> records)
    {
        FieldModel token = write.Token!;
        if (!RecordKey.TryCreate(write.Tracked.Id, out RecordKey key) || !records.TryGetValue(key, out JObject? record))
            return new ConcurrentChange(write, null);
        object? current = token.FromWire(FieldValue.Of(record, token));
        return EntitySnapshot.AreSame(token, current, write.TokenValue) ? null : new ConcurrentChange(write, token.ToWire(current) ?? "");
    }

    // A server may cut pages shorter than it was asked to.
    private async Task ReadRestAsync(JToken? body, Dictionary<RecordKey, JObject> records, CancellationToken cancellationToken)
    {
        string? next = (string?)body?["nextRecordsUrl"];
        while (next is not null)
        {
            QueryPage page = await client.QueryMoreAsync(next, cancellationToken).ConfigureAwait(false);
            ApiCalls++;
            RecordQuery.Read(new JObject { ["records"] = new JArray(page.Records) }, records);
            next = page.NextRecordsUrl;
        }
    }
}
