using System.Net;
using Newtonsoft.Json.Linq;

namespace SalesforceLinq.Http;

/// <summary>Answers of a composite call, one for each subrequest, in their order.</summary>
/// <param name="Results">The answers.</param>
/// <param name="ApiCalls">Requests it took, repeats included.</param>
public sealed record CompositeResult(IReadOnlyList<SubrequestResult> Results, int ApiCalls)
{
    /// <summary>Whether an earlier attempt was left without an answer and may have been carried out, so that these may be the answers to a second time.</summary>
    public bool EarlierAnswerLost { get; init; }

    /// <summary>Whether every subrequest succeeded.</summary>
    public bool Success => Results.All(result => result.Success);

    /// <summary>The answer of a subrequest.</summary>
    /// <param name="referenceId">Name of the subrequest.</param>
    /// <exception cref="KeyNotFoundException">No subrequest has that name.</exception>
    public SubrequestResult this[string referenceId] =>
        Results.FirstOrDefault(result => string.Equals(result.ReferenceId, referenceId, StringComparison.Ordinal))
        ?? throw new KeyNotFoundException($"No subrequest is called '{referenceId}'. There are: {string.Join(", ", Results.Select(result => result.ReferenceId))}.");
}

/// <summary>Answer of one request inside a composite call, a graph or a batch.</summary>
/// <param name="ReferenceId">Name of the subrequest; an empty string in a batch, which has no names.</param>
/// <param name="StatusCode">Its HTTP status.</param>
/// <param name="Body">Its body; null when it has none (204).</param>
/// <param name="Headers">Its headers, such as <c>Location</c>; empty in a batch.</param>
public sealed record SubrequestResult(string ReferenceId, HttpStatusCode StatusCode, JToken? Body, IReadOnlyDictionary<string, string> Headers)
{
    private JToken? _body = Body;

    /// <summary>Its body; null when it has none (204).</summary>
    public JToken? Body
    {
        get => _body ??= Written is null ? null : new JArray(Written.Select(Records.RecordResultConverter.ToJson));
        init => _body = value;
    }

    /// <summary>The body where it was read as the results of a collection whose records were all written.</summary>
    internal IReadOnlyList<RecordResult>? Written { get; init; }

    /// <summary>Whether the status is a success. The records of a collection have results of their own beside it.</summary>
    public bool Success => (int)StatusCode is >= 200 and < 300;

    /// <summary>The errors of a request that failed; empty on success.</summary>
    public IReadOnlyList<SalesforceError> Errors => Success || Body is null ? [] : SalesforceLinq.Http.Errors.ErrorList.Read(Body);

    /// <summary>The body as an object.</summary>
    /// <typeparam name="T">Type to read.</typeparam>
    /// <exception cref="InvalidOperationException">The request failed, or its answer has no body.</exception>
    public T ReadBody<T>()
    {
        if (!Success || Body is null)
            throw new InvalidOperationException($"Subrequest '{ReferenceId}' has status {(int)StatusCode} and no body to read: {string.Join(" | ", Errors)}");
        return Body.ToObject<T>(Json.WireJson.Serializer)!;
    }

    /// <summary>The answer to a create, update, upsert or delete of one record.</summary>
    /// <param name="knownId">Id that an answer without a body (204) is about.</param>
    public RecordResult ToRecordResult(string? knownId = null)
    {
        if (!Success)
            return new RecordResult(null, false, [.. Errors.Select(RecordError.From)]);
        return Body is JObject written ? written.ToObject<RecordResult>(Json.WireJson.Serializer)! : RecordResult.Written(knownId);
    }

    /// <summary>The answers to the records of a collection, in their order.</summary>
    /// <param name="count">
    /// How many records were sent: when the whole subrequest failed, each of them gets its errors, and when it has another number of results, an error <c>NO_RESULT</c>.
    /// </param>
    public IReadOnlyList<RecordResult> ToRecordResults(int count)
    {
        if (Success && Written?.Count == count)
            return Written;
        if (Success && Body is JArray results && results.Count == count && results.All(result => result is JObject))
            return results.ToObject<List<RecordResult>>(Json.WireJson.Serializer)!;
        IReadOnlyList<RecordError> errors = Success
            ? [new RecordError("NO_RESULT", $"The org did not answer a result for each of {count} records.", [])]
            : [.. Errors.Select(RecordError.From)];
        return [.. Enumerable.Repeat(new RecordResult(null, false, errors), count)];
    }
}
