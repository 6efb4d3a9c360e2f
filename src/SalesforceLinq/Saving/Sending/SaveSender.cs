using System.Net;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Writing;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Sends one call of a save and reads what became of each record.</summary>
internal sealed class SaveSender(SalesforceClient client, SaveOptions options)
{
    private bool AllOrNone => options.Atomicity != SaveAtomicity.None;

    public Task<SentRequest> SendAsync(SaveRequest request, CancellationToken cancellationToken) =>
        request.Steps is [{ } only] ? SendCollectionAsync(request, only, cancellationToken) : SendCompositeAsync(request, cancellationToken);

    private async Task<SentRequest> SendCollectionAsync(SaveRequest request, SaveStep step, CancellationToken cancellationToken)
    {
        RecordWriter writer = new((write, parent) => throw new InvalidOperationException($"{write} refers to {parent}, which is not in the same call."));
        (HttpMethod method, string path) = Target(step);
        SalesforceRequest call = new(method, path)
        {
            Safety = step.Operation == SaveOperation.Create ? RequestSafety.Unsafe : RequestSafety.Idempotent,
            Body = step.Operation == SaveOperation.Delete ? null : SalesforceRequestBody.JsonWriter(json => writer.Write(json, step, AllOrNone)),
        };
        foreach ((string name, string value) in options.Headers)
            call.Headers[name] = value;

        using SalesforceResponse response = await client.SendAsync(call, cancellationToken).ConfigureAwait(false);
        JToken? body = await response.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        Dictionary<PendingWrite, RecordResult> results = [];
        Read(step, body, results);
        bool rolledBack = AllOrNone && results.Values.Any(result => !result.Success);
        return new SentRequest(request, results, rolledBack, response.Attempts);
    }

    private async Task<SentRequest> SendCompositeAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        Dictionary<TrackedEntity, string> references = References(request);
        RecordWriter writer = new((_, parent) => references[parent]);
        List<Subrequest> subrequests = [];
        for (int i = 0; i < request.Steps.Count; i++)
        {
            SaveStep step = request.Steps[i];
            (HttpMethod method, string path) = Target(step);
            subrequests.Add(new Subrequest(method, path, NameOf(i))
            {
                WriteBody = step.Operation == SaveOperation.Delete ? null : json => writer.Write(json, step, AllOrNone),
                Headers = options.Headers,
            });
        }

        CompositeResult answer = await client.Composite
            .SendAsync(new CompositeRequest(subrequests) { AllOrNone = AllOrNone }, cancellationToken).ConfigureAwait(false);
        Dictionary<PendingWrite, RecordResult> results = [];
        for (int i = 0; i < request.Steps.Count; i++)
            Read(request.Steps[i], answer.Results[i].Body, results, answer.Results[i].StatusCode);
        bool rolledBack = AllOrNone && results.Values.Any(result => !result.Success);
        return new SentRequest(request, results, rolledBack, answer.ApiCalls);
    }

    private static string NameOf(int step) => $"step{step}";

    private static Dictionary<TrackedEntity, string> References(SaveRequest request)
    {
        Dictionary<TrackedEntity, string> references = [];
        for (int i = 0; i < request.Steps.Count; i++)
        {
            IReadOnlyList<PendingWrite> writes = request.Steps[i].Writes;
            for (int j = 0; j < writes.Count; j++)
            {
                if (writes[j].Operation is SaveOperation.Create or SaveOperation.Upsert)
                    references[writes[j].Tracked] = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"@{{{NameOf(i)}[{j}].id}}");
            }
        }

        return references;
    }

    private (HttpMethod Method, string Path) Target(SaveStep step) => step.Operation switch
    {
        SaveOperation.Create => (HttpMethod.Post, "composite/sobjects"),
        SaveOperation.Update => (HttpMethod.Patch, "composite/sobjects"),
        SaveOperation.Upsert => (HttpMethod.Patch, "composite/sobjects/" + step.UpsertPath),
        _ => (HttpMethod.Delete, $"composite/sobjects?ids={string.Join(',', step.Writes.Select(write => write.Tracked.Id))}&allOrNone={(AllOrNone ? "true" : "false")}"),
    };

    // A step that was refused as a whole answers with request errors, which then are each record's.
    private static void Read(SaveStep step, JToken? body, Dictionary<PendingWrite, RecordResult> results, HttpStatusCode status = HttpStatusCode.OK)
    {
        JArray items = body as JArray ?? [];
        bool refused = (int)status is < 200 or > 299;
        for (int i = 0; i < step.Writes.Count; i++)
        {
            results[step.Writes[i]] = refused
                ? new RecordResult(null, false, [.. items.OfType<JObject>().Select(RequestError)])
                : items.Count == step.Writes.Count && items[i].ToObject<RecordResult>() is { } result
                    ? result
                    : new RecordResult(null, false, [new RecordError("NO_RESULT", $"The org answered {items.Count} results for {step.Writes.Count} records.", [])]);
        }
    }

    private static RecordError RequestError(JObject error) => new(
        (string?)error["errorCode"] ?? "", (string?)error["message"] ?? "", error["fields"]?.ToObject<List<string>>() ?? []);
}
