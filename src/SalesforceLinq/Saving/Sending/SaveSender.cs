using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Writing;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Sends one call of a save and reads what became of each record.</summary>
internal sealed class SaveSender(SalesforceClient client, SaveOptions options)
{
    private readonly IReadOnlyDictionary<string, string> _headers = options.Headers.ToHeaders();

    private bool _readsBack = true;

    private bool AllOrNone => options.Atomicity != SaveAtomicity.None;

    /// <summary>From now on, no records are read back by the calls that write them: a query that fails would take the whole call back.</summary>
    public void ReadLater() => _readsBack = false;

    public async Task<SentRequest> SendAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        CompositeCall composite = new(request, options, _headers, _readsBack);
        return composite.IsNeeded
            ? composite.Read(await client.Composite.SendAsync(composite.Write(), cancellationToken).ConfigureAwait(false))
            : await SendCollectionAsync(request, request.Steps[0], cancellationToken).ConfigureAwait(false);
    }

    private async Task<SentRequest> SendCollectionAsync(SaveRequest request, SaveStep step, CancellationToken cancellationToken)
    {
        RecordWriter writer = new((write, parent) => throw new InvalidOperationException($"{write} refers to {parent}, which is not in the same call."));
        (HttpMethod method, string path) = StepTarget.Of(step, AllOrNone);
        SalesforceRequest call = new(method, path)
        {
            Safety = step.Operation == SaveOperation.Create ? RequestSafety.Unsafe : RequestSafety.Idempotent,
            Body = step.Operation == SaveOperation.Delete ? null : SalesforceRequestBody.JsonWriter(json => writer.Write(json, step, AllOrNone)),
        };
        foreach ((string name, string value) in _headers)
            call.Headers[name] = value;

        using SalesforceResponse response = await client.SendAsync(call, cancellationToken).ConfigureAwait(false);
        List<RecordResult> inOrder = await response.ReadAsync<List<RecordResult>>(cancellationToken).ConfigureAwait(false);
        List<(PendingWrite Write, RecordResult Result)> results = new(step.Writes.Count);
        for (int i = 0; i < step.Writes.Count; i++)
            results.Add((step.Writes[i], inOrder.Count == step.Writes.Count && inOrder[i] is { } result ? result : NoResult(inOrder.Count, step.Writes.Count)));
        bool rolledBack = AllOrNone && results.Exists(written => !written.Result.Success);
        return new SentRequest(request, results, rolledBack, response.Attempts) { EarlierAnswerLost = response.EarlierAnswerLost };
    }

    private static RecordResult NoResult(int results, int records) =>
        new(null, false, [new RecordError("NO_RESULT", $"The org answered {results} results for {records} records.", [])]);
}
