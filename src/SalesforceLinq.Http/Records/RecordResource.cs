using System.Net;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Records;

/// <summary>Single records: <c>sobjects/{object}</c> and below.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject Rows" and "sObject Rows by External ID"; recorded exchanges.</remarks>
internal sealed class RecordResource(RequestSender sender)
{
    /// <summary>Path of one record.</summary>
    public static string PathOf(string objectName, string id) => $"sobjects/{ApiName.Checked(objectName)}/{CheckedId(id)}";

    public async Task<RecordResult> CreateAsync(string objectName, object record, RecordOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var request = new SalesforceRequest(HttpMethod.Post, $"sobjects/{ApiName.Checked(objectName)}") { Body = SalesforceRequestBody.Json(record) };
        options?.ApplyTo(request);
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await ReadResultAsync(response, cancellationToken).ConfigureAwait(false);
    }

    public async Task<T> GetAsync<T>(string path, IEnumerable<string>? fields, RecordOptions? options, CancellationToken cancellationToken)
    {
        string? list = fields is null ? null : string.Join(',', fields.Select(field => ApiName.CheckedPath(field, nameof(fields))));
        if (list is "")
            throw new ArgumentException("Name at least one field, or leave the list out to read all of them.", nameof(fields));
        string query = UrlText.Query(("fields", list));
        var request = new SalesforceRequest(HttpMethod.Get, query.Length == 0 ? path : $"{path}?{query}");
        options?.ApplyTo(request);
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<T>(cancellationToken).ConfigureAwait(false);
    }

    public async Task UpdateAsync(string path, object changes, RecordOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var request = new SalesforceRequest(HttpMethod.Patch, path) { Body = SalesforceRequestBody.Json(changes) };
        options?.ApplyTo(request);
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    public async Task<RecordResult> UpsertAsync(
        string path, object record, bool updateOnly, RecordOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(record);
        var request = new SalesforceRequest(HttpMethod.Patch, updateOnly ? path + "?updateOnly=true" : path) { Body = SalesforceRequestBody.Json(record) };
        options?.ApplyTo(request);
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        // Up to version 45.0 an update answers 204 and says nothing, not even the id.
        if (response.StatusCode == HttpStatusCode.NoContent)
            return RecordResult.Written(null, created: false);
        RecordResult result = await ReadResultAsync(response, cancellationToken).ConfigureAwait(false);
        return result.Created is null && result.Success ? result with { Created = response.StatusCode == HttpStatusCode.Created } : result;
    }

    public async Task DeleteAsync(string path, RecordOptions? options, CancellationToken cancellationToken)
    {
        var request = new SalesforceRequest(HttpMethod.Delete, path);
        options?.ApplyTo(request);
        try
        {
            using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        catch (RecordNotFoundException gone) when (gone is { IsDeleted: true, MayHaveHappened: true })
        {
            // The first attempt did it, and only its answer was lost.
        }
    }

    /// <summary>Path of the record that an external id names.</summary>
    public static string PathByExternalId(string objectName, string externalIdField, object value) =>
        $"sobjects/{ApiName.Checked(objectName)}/{ApiName.Checked(externalIdField)}/{UrlText.Segment(ExternalIdText.Of(value))}";

    /// <summary>Path of a related record or list: the friendly URL.</summary>
    public static string PathToRelated(string objectName, string id, string relationship) => $"{PathOf(objectName, id)}/{ApiName.Checked(relationship)}";

    /// <summary>Reads what became of one record; an answer that tells neither success nor an error is none.</summary>
    public static async Task<RecordResult> ReadResultAsync(SalesforceResponse response, CancellationToken cancellationToken)
    {
        RecordResult result = await response.ReadAsync<RecordResult>(cancellationToken).ConfigureAwait(false);
        return result.IsPlausible ? result : throw response.Unfit(null, "it tells neither success nor an error");
    }

    private static string CheckedId(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        try
        {
            SalesforceId.Parse(id);
            return id;
        }
        catch (FormatException wrong)
        {
            throw new ArgumentException($"{wrong.Message} To name a record by another value, use an external id.", nameof(id), wrong);
        }
    }
}
