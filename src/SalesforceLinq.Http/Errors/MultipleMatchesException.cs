using System.Net;

namespace SalesforceLinq.Http;

/// <summary>Several records have the value that was to name one (an external id that is not unique); nothing was changed.</summary>
/// <remarks>Source: REST API Developer Guide, "Insert or Update (Upsert) a Record Using an External ID" (status 300); a recorded answer.</remarks>
public sealed class MultipleMatchesException : SalesforceApiException
{
    /// <summary>Several records match.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="records">Paths of the records that match.</param>
    public MultipleMatchesException(string request, IReadOnlyList<string> records)
        : base(request, HttpStatusCode.MultipleChoices, [], Worded(request, records), null) => Records = records;

    /// <summary>Paths of the records that match, such as <c>/services/data/v66.0/sobjects/Account/001…</c>.</summary>
    public IReadOnlyList<string> Records { get; }

    private static string Worded(string request, IReadOnlyList<string> records) =>
        $"'{request}' names {records.Count} records, and must name one: {string.Join(", ", records)}. "
        + "Make the values of the external id field unique, or use the record's id.";
}
