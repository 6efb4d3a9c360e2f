using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>Up to 200 records in one call.</summary>
/// <remarks>
/// Item <c>n</c> of a result is about record <c>n</c> of the call. Without <c>allOrNone</c> some records may fail while others are written.
/// Source: REST API Developer Guide, "sObject Collections"; recorded exchanges.
/// </remarks>
public sealed class CollectionsResource
{
    /// <summary>Most records in one call that writes.</summary>
    public const int MaxRecords = 200;

    /// <summary>Most runs of records of one object, one after another, in one call that writes.</summary>
    public const int MaxRuns = 10;

    /// <summary>Most records in one call that reads.</summary>
    public const int MaxRetrieved = 2000;

    private readonly RequestSender _sender;

    internal CollectionsResource(RequestSender sender) => _sender = sender;

    /// <summary>Creates records of one object.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="records">1 to 200 records: anonymous objects, dictionaries, JSON objects or classes.</param>
    /// <param name="allOrNone">Whether all are rolled back when one fails.</param>
    /// <param name="options">Headers for this call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There are none or too many records; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public Task<IReadOnlyList<RecordResult>> CreateAsync(
        string objectName, IEnumerable<object> records, bool allOrNone = false, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteAsync(HttpMethod.Post, "composite/sobjects", ApiName.Checked(objectName), records, null, allOrNone, options, cancellationToken);

    /// <summary>Updates records of one object; each must have its id, as a member <c>Id</c>.</summary>
    /// <inheritdoc cref="CreateAsync"/>
    public Task<IReadOnlyList<RecordResult>> UpdateAsync(
        string objectName, IEnumerable<object> records, bool allOrNone = false, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        WriteAsync(HttpMethod.Patch, "composite/sobjects", ApiName.Checked(objectName), records, "Id", allOrNone, options, cancellationToken);

    /// <summary>Creates or updates records of one object by an external id, which each must have.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="externalIdField">API name of the external id field.</param>
    /// <param name="records">1 to 200 records: anonymous objects, dictionaries, JSON objects or classes.</param>
    /// <param name="allOrNone">Whether all are rolled back when one fails.</param>
    /// <param name="options">Headers for this call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There are none or too many records, or one lacks the external id; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public Task<IReadOnlyList<RecordResult>> UpsertAsync(
        string objectName, string externalIdField, IEnumerable<object> records, bool allOrNone = false, RecordOptions? options = null,
        CancellationToken cancellationToken = default) =>
        WriteAsync(
            HttpMethod.Patch, $"composite/sobjects/{ApiName.Checked(objectName)}/{ApiName.Checked(externalIdField)}",
            objectName, records, externalIdField, allOrNone, options, cancellationToken);

    /// <summary>Deletes records, of any objects.</summary>
    /// <param name="ids">1 to 200 ids.</param>
    /// <param name="allOrNone">Whether none is deleted when one fails.</param>
    /// <param name="options">Headers for this call.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">There are none or too many ids, they change too often between objects, or one is not an id; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public async Task<IReadOnlyList<RecordResult>> DeleteAsync(
        IEnumerable<string> ids, bool allOrNone = false, RecordOptions? options = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> list = Ids(ids, MaxRecords);
        CheckRuns(list);
        string path = $"composite/sobjects?ids={string.Join(',', list)}&allOrNone={(allOrNone ? "true" : "false")}";
        var request = new SalesforceRequest(HttpMethod.Delete, path);
        (IReadOnlyList<RecordResult> results, bool mayBeRepeat) = await SendAsync(request, list.Count, options, cancellationToken).ConfigureAwait(false);
        // After a lost answer, a record that is gone already was deleted by the first attempt, whose answer was lost.
        return !mayBeRepeat ? results : [.. results.Select((result, index) => IsGone(result) ? RecordResult.Written(list[index]) : result)];
    }

    /// <summary>Reads records by their ids.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="ids">1 to 2,000 ids.</param>
    /// <param name="fields">Fields to read.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A record for each id, in their order; null where there is none.</returns>
    /// <exception cref="ArgumentException">There are none or too many ids, or one is not an id; nothing was sent.</exception>
    /// <exception cref="SalesforceApiException">The call as a whole was refused.</exception>
    public async Task<IReadOnlyList<JObject?>> RetrieveAsync(
        string objectName, IEnumerable<string> ids, IEnumerable<string> fields, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(fields);
        IReadOnlyList<string> list = Ids(ids, MaxRetrieved);
        string[] names = [.. fields.Select(field => ApiName.CheckedPath(field, nameof(fields)))];
        var request = new SalesforceRequest(HttpMethod.Post, $"composite/sobjects/{ApiName.Checked(objectName)}")
        {
            Safety = RequestSafety.Read,
            Body = SalesforceRequestBody.Json(new { ids = list, fields = names }),
        };
        using SalesforceResponse response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        JArray answer = await response.ReadAsync<JArray>(cancellationToken).ConfigureAwait(false);
        return answer.Count == list.Count ? [.. answer.Select(record => record as JObject)] : throw response.Unfit(answer, "there is not one record for each id");
    }

    private async Task<IReadOnlyList<RecordResult>> WriteAsync(
        HttpMethod method, string path, string objectName, IEnumerable<object> records, string? requiredMember, bool allOrNone,
        RecordOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(records);
        JObject[] bodies = [.. records.Select((record, index) => Body(record, index, objectName, requiredMember))];
        CheckCount(bodies.Length, MaxRecords, nameof(records));
        var request = new SalesforceRequest(method, path) { Body = SalesforceRequestBody.Json(new { allOrNone, records = bodies }) };
        return (await SendAsync(request, bodies.Length, options, cancellationToken).ConfigureAwait(false)).Results;
    }

    private async Task<(IReadOnlyList<RecordResult> Results, bool MayBeRepeat)> SendAsync(
        SalesforceRequest request, int count, RecordOptions? options, CancellationToken cancellationToken)
    {
        options?.ApplyTo(request);
        using SalesforceResponse response = await _sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        List<RecordResult> results = await response.ReadAsync<List<RecordResult>>(cancellationToken).ConfigureAwait(false);
        if (results.Count != count)
            throw response.Unfit(null, $"it has {results.Count} results for {count} records");
        int wrong = results.FindIndex(result => result is not { IsPlausible: true });
        return wrong < 0
            ? (results, response.EarlierAnswerLost)
            : throw response.Unfit(null, $"result {wrong} tells neither success nor an error");
    }

    private static bool IsGone(RecordResult result) => !result.Success && result.Errors.All(error => error.ErrorCode == SalesforceErrorCodes.EntityIsDeleted);

    private static void CheckRuns(IReadOnlyList<string> ids)
    {
        int runs = 1 + Enumerable.Range(1, ids.Count - 1).Count(index => ids[index][..3] != ids[index - 1][..3]);
        if (runs > MaxRuns)
        {
            throw new ArgumentException(
                $"One call deletes at most {MaxRuns} runs of records of one object after another, and these are {runs}. Sort the ids.", nameof(ids));
        }
    }

    private static JObject Body(object record, int index, string objectName, string? requiredMember)
    {
        if (record is null || WireJson.Object(record) is not { } fields)
            throw new ArgumentException($"Record {index} is not an object with fields.", nameof(record));
        if (requiredMember is not null && fields.GetValue(requiredMember, StringComparison.OrdinalIgnoreCase) is not { Type: not JTokenType.Null })
            throw new ArgumentException($"Record {index} has no '{requiredMember}', which says what record it is.", nameof(record));

        // attributes come first: the server reads the type before it reads the fields.
        var body = new JObject { ["attributes"] = new JObject { ["type"] = objectName } };
        foreach (JProperty field in fields.Properties())
        {
            if (field.Name != "attributes")
                body[field.Name] = field.Value.DeepClone();
        }

        return body;
    }

    private static IReadOnlyList<string> Ids(IEnumerable<string> ids, int most)
    {
        ArgumentNullException.ThrowIfNull(ids);
        string[] list = [.. ids];
        CheckCount(list.Length, most, nameof(ids));
        int wrong = Array.FindIndex(list, id => !SalesforceId.IsValid(id));
        return wrong < 0 ? list : throw new ArgumentException($"'{list[wrong]}', at position {wrong}, is not an id.", nameof(ids));
    }

    private static void CheckCount(int count, int most, string parameter)
    {
        if (count == 0 || count > most)
            throw new ArgumentException($"One call takes 1 to {most} records, and these are {count}.", parameter);
    }
}
