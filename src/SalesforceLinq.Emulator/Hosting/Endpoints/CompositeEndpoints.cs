using System.Text.Json;
using System.Text.RegularExpressions;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Several requests in one: composite, graph and batch.</summary>
internal sealed partial class CompositeEndpoints(SubrequestRunner runner, ApiUsage usage)
{
    private const int MostSubrequests = 25;
    private const int MostQueries = 5;
    private const int MostGraphs = 75;
    private const int MostNodes = 500;
    private const int MostFailedGraphs = 14;
    private const int LowestBatchVersion = 34;

    public void Map(Router router)
    {
        router.Map("POST", "composite", CompositeAsync);
        router.Map("POST", "composite/graph", GraphAsync);
        router.Map("POST", "composite/batch", BatchAsync);
        router.Map("GET", "composite", call => new ValueTask<Answer>(Resources(call)));
    }

    private static Answer Resources(Call call) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        foreach (string name in (string[])["tree", "batch", "sobjects", "graph"])
            writer.WriteString(name, $"{call.Prefix}/composite/{name}");
        writer.WriteEndObject();
    });

    private async ValueTask<Answer> CompositeAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        if (List(body.RootElement, "compositeRequest") is not { Count: > 0 } requests)
            return Missing("compositeRequest");
        if (requests.Count > MostSubrequests)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"The composite request has {requests.Count} subrequests; at most {MostSubrequests} are allowed.");
        if (requests.Count(request => request.IsQueryOrCollection) > MostQueries)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"A composite request can contain at most {MostQueries} query or sObject Collections subrequests.");
        if (Refused(call, requests) is { } refused)
            return refused;
        List<Answer> answers = await runner.RunAsync(call, requests, Flag(body.RootElement, "allOrNone")).ConfigureAwait(false);
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            Responses(writer, requests, answers);
            writer.WriteEndObject();
        });
    }

    private async ValueTask<Answer> GraphAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        if (!body.RootElement.TryGetProperty("graphs", out JsonElement list) || list.ValueKind != JsonValueKind.Array || list.GetArrayLength() == 0)
            return Missing("graphs");
        if (list.EnumerateArray().Any(graph => graph.ValueKind != JsonValueKind.Object))
            return Missing("compositeRequest");
        List<(string Id, List<Subrequest> Requests)> graphs = [.. list.EnumerateArray().Select(graph =>
            (graph.TryGetProperty("graphId", out JsonElement id) ? id.ToString() : "", List(graph, "compositeRequest") ?? []))];
        if (graphs.Count > MostGraphs || graphs.Sum(graph => graph.Requests.Count) > MostNodes)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"A composite graph request can contain at most {MostGraphs} graphs and {MostNodes} nodes.");
        if (graphs.Exists(graph => !GraphName().IsMatch(graph.Id)))
            return Answer.Error(400, "INVALID_INPUT", "Each graphId begins with a letter or digit, has fewer than 40 characters, and no dot.");
        if (graphs.Select(graph => graph.Id).Distinct(StringComparer.Ordinal).Count() < graphs.Count)
            return Answer.Error(400, "INVALID_INPUT", "Each graphId is that of one graph.");
        if (graphs.Select(graph => Refused(call, graph.Requests) ?? GraphRules.Refused(graph.Id, graph.Requests)).FirstOrDefault(refused => refused is not null) is { } refusal)
            return refusal;
        List<List<Answer>> answers = [];
        int failed = 0;
        foreach ((string _, List<Subrequest> requests) in graphs)
        {
            List<Answer> answered = failed >= MostFailedGraphs
                ? [.. requests.Select(_ => Answer.Error(400, "PROCESSING_HALTED", "Too many graphs failed.", codeFirst: true))]
                : await runner.RunAsync(call, requests, allOrNone: true).ConfigureAwait(false);
            answers.Add(answered);
            failed += answered.Exists(answer => answer.Failed) ? 1 : 0;
        }
        return Answer.Json(200, writer => Graphs(writer, graphs, answers));
    }

    private static void Graphs(Utf8JsonWriter writer, List<(string Id, List<Subrequest> Requests)> graphs, List<List<Answer>> answers)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("graphs");
        for (int index = 0; index < graphs.Count; index++)
        {
            writer.WriteStartObject();
            writer.WriteString("graphId", graphs[index].Id);
            writer.WriteStartObject("graphResponse");
            Responses(writer, graphs[index].Requests, answers[index]);
            writer.WriteEndObject();
            writer.WriteBoolean("isSuccessful", answers[index].TrueForAll(answer => !answer.Failed));
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private async ValueTask<Answer> BatchAsync(Call call)
    {
        using JsonDocument body = call.JsonObject();
        if (List(body.RootElement, "batchRequests") is not { Count: > 0 } requests)
            return Missing("batchRequests");
        if (requests.Count > MostSubrequests)
            return Answer.Error(400, "LIMIT_EXCEEDED", $"The batch request has {requests.Count} subrequests; at most {MostSubrequests} are allowed.");
        bool haltOnError = Flag(body.RootElement, "haltOnError");
        List<Answer> answers = [];
        foreach (Subrequest request in requests)
        {
            // The request itself was counted as its first part.
            if (answers.Count > 0)
                usage.TryCount();
            if (request.Target is { Version: > 0 } target && (target.Version < LowestBatchVersion || target.Version > call.Version))
            {
                answers.Add(Answer.Error(400, "INVALID_INPUT", $"The version of a subrequest is {LowestBatchVersion}.0 or higher, and not above that of the batch: {request.Url}"));
                continue;
            }
            answers.Add(haltOnError && answers.Exists(answer => answer.Status >= 400)
                ? Answer.Error(412, "BATCH_PROCESSING_HALTED", "Batch processing halted per request", codeFirst: true)
                : (await runner.RunAsync(call, [request], allOrNone: false).ConfigureAwait(false))[0]);
        }
        return Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteBoolean("hasErrors", answers.Exists(answer => answer.Status >= 400));
            writer.WriteStartArray("results");
            foreach (Answer answer in answers)
            {
                writer.WriteStartObject();
                writer.WriteNumber("statusCode", answer.Status);
                writer.WritePropertyName("result");
                if (answer.Body.IsEmpty)
                    writer.WriteNullValue();
                else
                    writer.WriteRawValue(answer.Body.Span, skipInputValidation: true);
                writer.WriteEndObject();
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        });
    }

    private static void Responses(Utf8JsonWriter writer, IReadOnlyList<Subrequest> requests, List<Answer> answers)
    {
        writer.WriteStartArray("compositeResponse");
        for (int index = 0; index < requests.Count; index++)
            SubrequestRunner.Write(writer, requests[index], answers[index]);
        writer.WriteEndArray();
    }

    private static Answer? Refused(Call call, List<Subrequest> requests)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (Subrequest request in requests)
        {
            // Up to 51.0 a hyphen passed.
            if (!(call.Version > 51 ? ReferenceName() : OldReferenceName()).IsMatch(request.ReferenceId))
                return Answer.Error(400, "INVALID_INPUT", $"Provided referenceId ('{request.ReferenceId}') must consist of letters, digits and underscores.");
            if (!names.Add(request.ReferenceId))
                return Answer.Error(400, "INVALID_INPUT", $"Duplicate referenceId ('{request.ReferenceId}') provided in the composite request.");
            foreach (string header in (string[])["accept", "authorization", "content-type"])
            {
                if (request.Headers.ContainsKey(header))
                    return Answer.Error(400, "INVALID_INPUT", $"The header '{header}' is not allowed in a subrequest's httpHeaders.");
            }
        }
        return null;
    }

    private static List<Subrequest>? List(JsonElement body, string member) =>
        body.ValueKind == JsonValueKind.Object && body.TryGetProperty(member, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Select(Subrequest.Read)]
            : null;

    private static bool Flag(JsonElement body, string member) => body.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.True;

    private static Answer Missing(string member) => Answer.Error(
        400, "JSON_PARSER_ERROR", $"'{member}' is missing or empty: request may be missing a required field at [line:1, column:1]");

    [GeneratedRegex("^[A-Za-z0-9_]+$")]
    private static partial Regex ReferenceName();

    [GeneratedRegex("^[A-Za-z0-9_-]+$")]
    private static partial Regex OldReferenceName();

    [GeneratedRegex("^[A-Za-z0-9][^.]{0,38}$")]
    private static partial Regex GraphName();
}
