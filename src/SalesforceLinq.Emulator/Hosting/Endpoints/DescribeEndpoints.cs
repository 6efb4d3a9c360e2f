using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Global describe, basic information, describe, and layouts.</summary>
internal sealed class DescribeEndpoints(OrgServices org)
{
    private const int MostRecentItems = 10;

    private readonly ConcurrentDictionary<(string Object, string Prefix, string Origin), Answer> _described = new();

    public void Map(Router router)
    {
        foreach (string root in (string[])["", "tooling/"])
        {
            router.Map("GET", root + "sobjects", call => new ValueTask<Answer>(Dated(call, () => Global(call))));
            router.Map("GET", root + "sobjects/{object}", BasicAsync);
            router.Map("GET", root + "sobjects/{object}/describe", call => new ValueTask<Answer>(Dated(call, () => Of(call, Described))));
        }

        router.Map("GET", "sobjects/{object}/describe/layouts", call => new ValueTask<Answer>(Dated(call, () => Of(call, (_, schema) => Layouts(schema)))));
        router.Map("GET", "sobjects/{object}/describe/layouts/{recordType}", call => new ValueTask<Answer>(Dated(call, () => Of(call, Layout))));
    }

    private Answer Of(Call call, Func<Call, ObjectSchema, Answer> answer) =>
        org.Schema.Find(call["object"]) is { } schema ? answer(call, schema) : Answer.NotFound();

    private Answer Global(Call call) => Answer.Json(200, writer =>
    {
        writer.WriteStartObject();
        writer.WriteString("encoding", "UTF-8");
        writer.WriteNumber("maxBatchSize", 200);
        writer.WriteStartArray("sobjects");
        foreach (ObjectSchema schema in org.Schema.Objects.OrderBy(schema => schema.Name, StringComparer.Ordinal))
            DescribeWriter.Summary(writer, schema, call.Prefix);
        writer.WriteEndArray();
        writer.WriteEndObject();
    });

    private async ValueTask<Answer> BasicAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        return await org.ReadAsync(call, connection => Answer.Json(200, writer =>
        {
            writer.WriteStartObject();
            writer.WritePropertyName("objectDescribe");
            DescribeWriter.Summary(writer, schema, call.Prefix);
            writer.WritePropertyName("recentItems");
            RecentEndpoints.Write(writer, org, call, connection, schema, MostRecentItems);
            writer.WriteEndObject();
        })).ConfigureAwait(false);
    }

    private Answer Described(Call call, ObjectSchema schema) => _described.GetOrAdd(
        (schema.Name, call.Prefix, call.Origin),
        static (key, schema) => Answer.Json(200, writer => DescribeWriter.Whole(writer, schema, key.Prefix, key.Origin)),
        schema);

    private static Answer Layouts(ObjectSchema schema) => Answer.Json(200, writer => LayoutWriter.All(writer, schema));

    private static Answer Layout(Call call, ObjectSchema schema) =>
        SalesforceId.TryNormalize(call["recordType"], out string? id) && id.StartsWith("012", StringComparison.Ordinal)
            ? Answer.Json(200, writer => LayoutWriter.One(writer, schema))
            : Answer.NotFound();

    // What the org is made of never changes while it runs, so all of it is as old as the org, and its tag tells orgs and paths apart.
    private Answer Dated(Call call, Func<Answer> answer)
    {
        string tag = $"\"{Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes($"{call.Prefix}/{string.Join('/', call.Segments)} {org.StartedAt:O}")))[..8]}\"";
        if (Preconditions.Unmet(call, tag, org.StartedAt) is { } unmet)
            return unmet;
        Answer whole = answer();
        if (whole.Status != 200)
            return whole;
        // A describe is kept for all who ask, so the date goes on a copy.
        Answer dated = new(whole.Status, whole.Body, whole.ContentType);
        Preconditions.Mark(dated, tag, org.StartedAt);
        return dated;
    }
}
