using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Sending;

/// <summary>A query that reads fields of records of one object by their ids, as part of a composite call.</summary>
/// <param name="Model">The object.</param>
/// <param name="Fields">The fields; the id is read in any case.</param>
internal sealed record RecordQuery(EntityModel Model, IReadOnlyList<FieldModel> Fields)
{
    /// <summary>Most ids of one query: their answer fits one page, and their text is far from the 100,000 characters of a query.</summary>
    public const int MaxIds = 1_000;

    /// <summary>The query.</summary>
    /// <param name="ids">Ids, or references to ids of records that are written by the same call.</param>
    /// <param name="name">Name of its answer.</param>
    public Subrequest ToSubrequest(IEnumerable<string> ids, string name)
    {
        IEnumerable<string> fields = Fields.Select(field => field.ApiName).Where(field => field != "Id").Prepend("Id");
        return Subrequest.Query($"SELECT {string.Join(", ", fields)} FROM {Model.ApiName} WHERE Id IN ({string.Join(',', ids.Select(id => $"'{id}'"))})", name);
    }

    /// <summary>Takes the records of an answer in.</summary>
    public static void Read(JToken? answer, Dictionary<RecordKey, JObject> records)
    {
        foreach (JObject record in ((answer as JObject)?["records"] as JArray ?? []).OfType<JObject>())
        {
            if (RecordKey.TryCreate((string?)record["Id"], out RecordKey key))
                records[key] = record;
        }
    }
}
