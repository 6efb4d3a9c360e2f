using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Records;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>The records of one object, such as Contact.</summary>
public sealed class SObjectClient
{
    private readonly RecordResource _records;
    private readonly BlobResource _blobs;
    private readonly SalesforceClient _client;

    /// <summary>The records of an object.</summary>
    /// <param name="name">API name of the object, such as <c>Contact</c> or <c>Invoice__c</c>.</param>
    /// <param name="client">Client of the org.</param>
    /// <exception cref="ArgumentException">The name is not an API name.</exception>
    public SObjectClient(string name, SalesforceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Name = ApiName.Checked(name);
        _records = new RecordResource(client.Sender);
        _blobs = new BlobResource(client.Sender);
        _client = client;
    }

    /// <summary>API name of the object.</summary>
    public string Name { get; }

    /// <summary>Creates a record.</summary>
    /// <param name="record">Its fields: an anonymous object, a dictionary, a <see cref="JObject"/>, or a class. Null members are sent as null.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result with the new id.</returns>
    /// <exception cref="SalesforceApiException">The org refused the record.</exception>
    /// <exception cref="SalesforceTransportException">The answer was lost; it says whether the record may be there.</exception>
    public Task<RecordResult> CreateAsync(object record, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.CreateAsync(Name, record, options, cancellationToken);

    /// <summary>Reads a record with all fields the user may see.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The record, its fields in the order of the answer.</returns>
    /// <exception cref="ArgumentException">It is not an id.</exception>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted.</exception>
    public Task<JObject> GetAsync(string id, CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathOf(Name, id), null, null, cancellationToken);

    /// <summary>Reads some fields of a record.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="fields">API names of the fields.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is not an id, or a name is not an API name.</exception>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted.</exception>
    public Task<JObject> GetAsync(string id, IEnumerable<string> fields, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathOf(Name, id), fields ?? throw new ArgumentNullException(nameof(fields)), options, cancellationToken);

    /// <summary>Reads a record into an object.</summary>
    /// <typeparam name="T">Class whose properties are named as the fields, or say so by <c>[JsonProperty]</c>.</typeparam>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="fields">Fields to read; null for all.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted.</exception>
    public Task<T> GetAsync<T>(
        string id, IEnumerable<string>? fields = null, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.GetAsync<T>(RecordResource.PathOf(Name, id), fields, options, cancellationToken);

    /// <summary>Reads the record that has a value in an external id field.</summary>
    /// <param name="externalIdField">API name of the field.</param>
    /// <param name="value">Its value, as it is: the client escapes it.</param>
    /// <param name="fields">Fields to read; null for all.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record.</exception>
    /// <exception cref="MultipleMatchesException">Several records have the value.</exception>
    public Task<JObject> GetByExternalIdAsync(
        string externalIdField, object value, IEnumerable<string>? fields = null, RecordOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathByExternalId(Name, externalIdField, value), fields, options, cancellationToken);

    /// <summary>Changes fields of a record; fields that are not named stay as they are.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="changes">The fields to change. A member that is null empties its field.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused the changes.</exception>
    public Task UpdateAsync(string id, object changes, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.UpdateAsync(RecordResource.PathOf(Name, id), changes, options, cancellationToken);

    /// <summary>Updates the record that has a value in an external id field, or creates it.</summary>
    /// <param name="externalIdField">API name of the field.</param>
    /// <param name="value">Its value, as it is: the client escapes it.</param>
    /// <param name="record">The other fields. The external id itself must not be among them.</param>
    /// <param name="updateOnly">Whether a record that does not exist is an error instead of being created.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The result; <see cref="RecordResult.Created"/> tells which of the two happened. Up to API version 45.0 an update tells no id.</returns>
    /// <exception cref="MultipleMatchesException">Several records have the value; nothing was changed.</exception>
    /// <exception cref="SalesforceApiException">The org refused the record.</exception>
    public Task<RecordResult> UpsertAsync(
        string externalIdField, object value, object record, bool updateOnly = false, RecordOptions? options = null,
        CancellationToken cancellationToken = default) =>
        _records.UpsertAsync(RecordResource.PathByExternalId(Name, externalIdField, value), record, updateOnly, options, cancellationToken);

    /// <summary>Moves a record to the recycle bin.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted already.</exception>
    /// <exception cref="SalesforceApiException">The org refused to delete it.</exception>
    public Task DeleteAsync(string id, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.DeleteAsync(RecordResource.PathOf(Name, id), options, cancellationToken);

    /// <summary>Deletes the record that has a value in an external id field.</summary>
    /// <param name="externalIdField">API name of the field.</param>
    /// <param name="value">Its value, as it is: the client escapes it.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record.</exception>
    public Task DeleteByExternalIdAsync(
        string externalIdField, object value, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.DeleteAsync(RecordResource.PathByExternalId(Name, externalIdField, value), options, cancellationToken);

    /// <summary>Always refused: the REST API cannot take a record out of the recycle bin.</summary>
    /// <param name="id">Its id.</param>
    /// <param name="cancellationToken">Ends nothing: nothing is sent.</param>
    /// <exception cref="NotSupportedException">Always, with what to do instead.</exception>
    public Task UndeleteAsync(string id, CancellationToken cancellationToken = default) => throw new NotSupportedException(
        $"The REST API has no undelete, so '{id}' stays in the recycle bin. Restore it there by hand, "
        + "or call a class of Apex REST that runs 'undelete', with ApexAsync.");

    /// <summary>Reads a parent record, or a page of child records, by the name of the relationship.</summary>
    /// <param name="id">Id of the record.</param>
    /// <param name="relationship">Name of the relationship, such as <c>Account</c> of a contact or <c>Contacts</c> of an account.</param>
    /// <param name="fields">Fields to read; null for all.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The parent, or an object with <c>totalSize</c>, <c>done</c> and <c>records</c>.</returns>
    /// <exception cref="RecordNotFoundException">There is no such record or relationship, or the parent is empty.</exception>
    public Task<JObject> GetRelatedAsync(
        string id, string relationship, IEnumerable<string>? fields = null, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathToRelated(Name, id, relationship), fields, options, cancellationToken);

    /// <summary>Changes fields of a parent record, named by the relationship.</summary>
    /// <param name="id">Id of the child record.</param>
    /// <param name="relationship">Name of the relationship, such as <c>Account</c> of a contact.</param>
    /// <param name="changes">The fields of the parent to change. A member that is null empties its field.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record or relationship, or the parent is empty.</exception>
    /// <exception cref="SalesforceApiException">The org refused the changes.</exception>
    public Task UpdateRelatedAsync(
        string id, string relationship, object changes, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.UpdateAsync(RecordResource.PathToRelated(Name, id, relationship), changes, options, cancellationToken);

    /// <summary>Moves a parent record, named by the relationship, to the recycle bin.</summary>
    /// <param name="id">Id of the child record.</param>
    /// <param name="relationship">Name of the relationship, such as <c>Account</c> of a contact.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record or relationship, or the parent is empty.</exception>
    /// <exception cref="SalesforceApiException">The org refused to delete it.</exception>
    public Task DeleteRelatedAsync(string id, string relationship, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _records.DeleteAsync(RecordResource.PathToRelated(Name, id, relationship), options, cancellationToken);

    /// <summary>Opens a file of a record, such as <c>VersionData</c> of a ContentVersion or <c>Body</c> of an Attachment.</summary>
    /// <param name="id">Id of the record.</param>
    /// <param name="field">API name of the blob field.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The answer, whose body is the file. Dispose of it.</returns>
    /// <exception cref="RecordNotFoundException">There is no such record.</exception>
    public Task<SalesforceResponse> OpenBlobAsync(string id, string field, CancellationToken cancellationToken = default) =>
        _blobs.OpenAsync(Name, id, field, cancellationToken);

    /// <summary>Creates a record with a file, which is streamed.</summary>
    /// <param name="record">The other fields.</param>
    /// <param name="field">API name of the blob field.</param>
    /// <param name="content">The file.</param>
    /// <param name="options">Headers for this call; may be null.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="SalesforceApiException">The org refused the record.</exception>
    public Task<RecordResult> CreateWithBlobAsync(
        object record, string field, BlobContent content, RecordOptions? options = null, CancellationToken cancellationToken = default) =>
        _blobs.CreateAsync(Name, record, field, content, options, cancellationToken);

    /// <summary>Records that were created or changed in a time.</summary>
    /// <param name="start">Beginning, at most 30 days ago; any offset, sent in UTC without its seconds.</param>
    /// <param name="end">End, at least one minute later.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The org cannot tell that far back, or the end is not after the start; nothing was sent.</exception>
    public Task<UpdatedRecords> GetUpdatedAsync(DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken = default) =>
        _client.Changes.GetUpdatedAsync(Name, start, end, cancellationToken);

    /// <summary>Records that were deleted in a time.</summary>
    /// <param name="start">Beginning, at most 15 days ago; any offset, sent in UTC without its seconds.</param>
    /// <param name="end">End, at least one minute later.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentOutOfRangeException">The org cannot tell that far back, or the end is not after the start; nothing was sent.</exception>
    public Task<DeletedRecords> GetDeletedAsync(DateTimeOffset start, DateTimeOffset end, CancellationToken cancellationToken = default) =>
        _client.Changes.GetDeletedAsync(Name, start, end, cancellationToken);

    /// <summary>The object in brief, and the records of it that the user used last.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<SObjectInfo> GetInfoAsync(CancellationToken cancellationToken = default) => _client.Describes.GetInfoAsync(Name, cancellationToken);

    /// <summary>The object with its fields and child lists, from memory where that is fresh.</summary>
    /// <param name="refresh">Whether to ask the org whether it has changed, however fresh it is.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such object, or the user may not see it.</exception>
    public Task<SObjectDescription> DescribeAsync(bool refresh = false, CancellationToken cancellationToken = default) =>
        _client.Describes.GetAsync(Name, refresh, cancellationToken);

    /// <summary>The page layouts of the object.</summary>
    /// <param name="recordTypeId">Id of a record type; null for those of all.</param>
    /// <param name="refresh">Whether to ask the org whether they have changed, however fresh they are.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public Task<JObject> DescribeLayoutsAsync(string? recordTypeId = null, bool refresh = false, CancellationToken cancellationToken = default) =>
        _client.Describes.GetLayoutsAsync(Name, recordTypeId, refresh, cancellationToken);
}
