using System.Text.RegularExpressions;
using Newtonsoft.Json;

namespace SalesforceLinq.Http;

/// <summary>One request inside a composite call or a graph.</summary>
/// <remarks>
/// <c>@{reference.id}</c> and <c>@{reference.records[0].Id}</c> in the URL or the body stand for values of earlier answers; they are case-sensitive.
/// Source: REST API Developer Guide, "Composite Subrequest".
/// </remarks>
public sealed partial record Subrequest
{
    /// <summary>A subrequest.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">Path below <c>/services/data/vNN.0/</c>, or the whole path, which starts with <c>/</c>; values in it escaped.</param>
    /// <param name="referenceId">Name of its answer: letters, digits and underscores, once in a call.</param>
    /// <exception cref="ArgumentException">An argument is blank, or the path holds characters that must be escaped.</exception>
    public Subrequest(HttpMethod method, string path, string referenceId)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentException.ThrowIfNullOrWhiteSpace(referenceId);
        if (!Transport.UrlText.IsPath(Reference().Replace(path, "")))
        {
            throw new ArgumentException(
                $"'{path}' is not a path as it travels in a URL. Escape the values in it, for example with SalesforceRequest.Escape.", nameof(path));
        }

        Method = method;
        Path = path;
        ReferenceId = referenceId;
    }

    /// <summary>HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Path below <c>/services/data/vNN.0/</c>, or the whole path.</summary>
    public string Path { get; }

    /// <summary>Name of the answer.</summary>
    public string ReferenceId { get; }

    /// <summary>Body as an object; null for none.</summary>
    public object? Body { get; init; }

    /// <summary>Writes the body by hand, in place of <see cref="Body"/>: exactly one JSON value.</summary>
    public Action<JsonTextWriter>? WriteBody { get; init; }

    /// <summary>Headers of this subrequest; <c>Accept</c>, <c>Authorization</c> and <c>Content-Type</c> are not allowed.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>Creates a record.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="record">Its fields.</param>
    /// <param name="referenceId">Name of the answer; <c>@{name.id}</c> is then the new id.</param>
    public static Subrequest Create(string objectName, object record, string referenceId) =>
        new(HttpMethod.Post, $"sobjects/{Values.ApiName.Checked(objectName)}", referenceId) { Body = record };

    /// <summary>Updates a record.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="id">Its id, or a reference such as <c>@{name.id}</c>.</param>
    /// <param name="changes">The fields to change.</param>
    /// <param name="referenceId">Name of the answer.</param>
    public static Subrequest Update(string objectName, string id, object changes, string referenceId) =>
        new(HttpMethod.Patch, $"sobjects/{Values.ApiName.Checked(objectName)}/{IdOrReference(id)}", referenceId) { Body = changes };

    /// <summary>Creates or updates a record by an external id.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="externalIdField">API name of the external id field.</param>
    /// <param name="value">Value of that field.</param>
    /// <param name="record">The other fields.</param>
    /// <param name="referenceId">Name of the answer.</param>
    public static Subrequest Upsert(string objectName, string externalIdField, object value, object record, string referenceId) =>
        new(HttpMethod.Patch, Records.RecordResource.PathByExternalId(objectName, externalIdField, value), referenceId) { Body = record };

    /// <summary>Deletes a record.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="id">Its id, or a reference such as <c>@{name.id}</c>.</param>
    /// <param name="referenceId">Name of the answer.</param>
    public static Subrequest Delete(string objectName, string id, string referenceId) =>
        new(HttpMethod.Delete, $"sobjects/{Values.ApiName.Checked(objectName)}/{IdOrReference(id)}", referenceId);

    /// <summary>Reads a record.</summary>
    /// <param name="objectName">API name of the object.</param>
    /// <param name="id">Its id, or a reference such as <c>@{name.id}</c>.</param>
    /// <param name="referenceId">Name of the answer.</param>
    /// <param name="fields">Fields to read; all of them when none is named.</param>
    public static Subrequest Get(string objectName, string id, string referenceId, params IReadOnlyList<string> fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        string path = $"sobjects/{Values.ApiName.Checked(objectName)}/{IdOrReference(id)}";
        string query = fields.Count == 0 ? "" : "?fields=" + string.Join(',', fields.Select(field => Values.ApiName.CheckedPath(field, nameof(fields))));
        return new(HttpMethod.Get, path + query, referenceId);
    }

    /// <summary>Runs a query.</summary>
    /// <param name="soql">The SOQL. References such as <c>@{name.id}</c> in it are kept as they are, for the server to replace.</param>
    /// <param name="referenceId">Name of the answer.</param>
    public static Subrequest Query(string soql, string referenceId) =>
        new(HttpMethod.Get, $"query?q={string.Concat(Reference().Split(soql).Select(part => Reference().IsMatch(part) ? part : Transport.UrlText.Segment(part)))}", referenceId);

    private static string IdOrReference(string id)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        return SalesforceId.IsValid(id) || (id.StartsWith("@{", StringComparison.Ordinal) && id.EndsWith('}'))
            ? id
            : throw new ArgumentException($"'{id}' is neither an id nor a reference such as '@{{name.id}}'.", nameof(id));
    }

    // The group makes Split keep the references between the other parts.
    [GeneratedRegex(@"(@\{[A-Za-z0-9_.\[\]]+\})", RegexOptions.CultureInvariant)]
    internal static partial Regex Reference();
}
