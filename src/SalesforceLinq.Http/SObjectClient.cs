using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Records;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http;

/// <summary>The records of one object, such as Contact.</summary>
public sealed class SObjectClient
{
    private readonly RecordResource _records;

    /// <summary>The records of an object.</summary>
    /// <param name="name">API name of the object, such as <c>Contact</c> or <c>Invoice__c</c>.</param>
    /// <param name="client">Client of the org.</param>
    /// <exception cref="ArgumentException">The name is not an API name.</exception>
    public SObjectClient(string name, SalesforceClient client)
    {
        ArgumentNullException.ThrowIfNull(client);
        Name = ApiName.Checked(name);
        _records = new RecordResource(client.Sender);
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
        _records.GetAsync<JObject>(RecordResource.PathOf(Name, id), null, cancellationToken);

    /// <summary>Reads some fields of a record.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="fields">API names of the fields; those of parents with a dot.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ArgumentException">It is not an id, or a name is not an API name.</exception>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted.</exception>
    public Task<JObject> GetAsync(string id, IEnumerable<string> fields, CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathOf(Name, id), fields ?? throw new ArgumentNullException(nameof(fields)), cancellationToken);

    /// <summary>Reads a record into an object.</summary>
    /// <typeparam name="T">Class whose properties are named as the fields, or say so by <c>[JsonProperty]</c>.</typeparam>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="fields">Fields to read; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted.</exception>
    public Task<T> GetAsync<T>(string id, IEnumerable<string>? fields = null, CancellationToken cancellationToken = default) =>
        _records.GetAsync<T>(RecordResource.PathOf(Name, id), fields, cancellationToken);

    /// <summary>Reads the record that has a value in an external id field.</summary>
    /// <param name="externalIdField">API name of the field.</param>
    /// <param name="value">Its value, as it is: the client escapes it.</param>
    /// <param name="fields">Fields to read; null for all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record.</exception>
    /// <exception cref="MultipleMatchesException">Several records have the value.</exception>
    public Task<JObject> GetByExternalIdAsync(
        string externalIdField, object value, IEnumerable<string>? fields = null, CancellationToken cancellationToken = default) =>
        _records.GetAsync<JObject>(RecordResource.PathOf(Name, externalIdField, value), fields, cancellationToken);

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
        _records.UpsertAsync(RecordResource.PathOf(Name, externalIdField, value), record, updateOnly, options, cancellationToken);

    /// <summary>Moves a record to the recycle bin.</summary>
    /// <param name="id">Its id, with 15 or 18 characters.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RecordNotFoundException">There is no such record, or it is deleted already.</exception>
    /// <exception cref="SalesforceApiException">The org refused to delete it.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken = default) =>
        _records.DeleteAsync(RecordResource.PathOf(Name, id), cancellationToken);
}
