using System.Net;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Composite;

/// <summary>Creates trees of records.</summary>
/// <remarks>Source: REST API Developer Guide, "sObject Tree"; recorded answers (that a failure has status 400 is not recorded).</remarks>
internal sealed class TreeCall(RequestSender sender)
{
    public async Task<TreeResult> SendAsync(IReadOnlyList<TreeRecord> roots, CancellationToken cancellationToken)
    {
        Check(roots);
        string objectName = ApiName.Checked(roots[0].ObjectName, nameof(roots));
        var call = new SalesforceRequest(HttpMethod.Post, $"composite/tree/{objectName}")
        {
            AlsoAccepted = [HttpStatusCode.BadRequest],
            Body = SalesforceRequestBody.Json(new JObject { ["records"] = new JArray(roots.Select(Body)) }),
        };
        using SalesforceResponse response = await sender.SendAsync(call, cancellationToken).ConfigureAwait(false);
        JToken? answer = await response.ReadJsonAsync(cancellationToken).ConfigureAwait(false);
        if (answer is JObject tree && tree["results"] is JArray results)
            return Result(tree["hasErrors"] is JValue { Value: true }, results) ?? throw response.Unfit(answer, "a result tells neither a record nor an error, or there is none");
        if (answer is not null && Errors.ErrorList.Read(answer) is { Count: > 0 } errors)
            throw new SalesforceApiException(response.Request, response.StatusCode, errors) { Attempts = response.Attempts };
        throw response.Unfit(answer, "it has no results");
    }

    // Null when a result says nothing: what was sent may be there or not, and nobody knows.
    private static TreeResult? Result(bool hasErrors, JArray results)
    {
        var byReference = new Dictionary<string, RecordResult>(StringComparer.Ordinal);
        foreach (JToken result in results)
        {
            if (result is not JObject || result["referenceId"] is not JValue { Value: string reference })
                return null;
            string? id = (result["id"] as JValue)?.Value as string;
            List<RecordError> errors = (result["errors"] as JArray)?.ToObject<List<RecordError>>(WireJson.Serializer) ?? [];
            if (id is null && errors.Count == 0)
                return null;
            byReference[reference] = new RecordResult(id, errors.Count == 0, errors);
        }

        return byReference.Count == 0 ? null : new TreeResult(!hasErrors, byReference);
    }

    private static JObject Body(TreeRecord record)
    {
        JObject fields = WireJson.Object(record.Fields)
            ?? throw new ArgumentException($"Record '{record.ReferenceId}' is not an object with fields.", nameof(record));
        var body = new JObject { ["attributes"] = new JObject { ["type"] = record.ObjectName, ["referenceId"] = record.ReferenceId } };
        foreach (JProperty field in fields.Properties().Where(field => field.Name != "attributes"))
            body[field.Name] = field.Value.DeepClone();
        foreach ((string relationship, IReadOnlyList<TreeRecord> children) in record.Children)
            body[ApiName.Checked(relationship)] = new JObject { ["records"] = new JArray(children.Select(Body)) };
        return body;
    }

    private static void Check(IReadOnlyList<TreeRecord> roots)
    {
        ArgumentNullException.ThrowIfNull(roots);
        var references = new HashSet<string>(StringComparer.Ordinal);
        var objects = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        IReadOnlyList<TreeRecord> level = roots;
        int levels = 0;
        for (; level.Count > 0; levels++)
        {
            foreach (TreeRecord record in level)
            {
                objects.Add(ApiName.Checked(record.ObjectName, nameof(roots)));
                if (!references.Add(record.ReferenceId))
                    throw new ArgumentException($"Two records are called '{record.ReferenceId}'. Give each a reference id of its own.", nameof(roots));
            }

            level = [.. level.SelectMany(record => record.Children.Values).SelectMany(children => children)];
        }

        if (references.Count is 0 or > TreeRecord.MaxRecords)
            throw new ArgumentException($"A tree has 1 to {TreeRecord.MaxRecords} records, and this has {references.Count}.", nameof(roots));
        if (levels > TreeRecord.MaxLevels)
            throw new ArgumentException($"A tree has at most {TreeRecord.MaxLevels} levels, and this has {levels}.", nameof(roots));
        if (objects.Count > TreeRecord.MaxObjects)
            throw new ArgumentException($"A tree has records of at most {TreeRecord.MaxObjects} objects, and this of {objects.Count}.", nameof(roots));
        if (roots.Any(root => !string.Equals(root.ObjectName, roots[0].ObjectName, StringComparison.OrdinalIgnoreCase)))
            throw new ArgumentException("The records at the top of a tree are all of one object.", nameof(roots));
    }
}
