using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>A record by one of its own keys; and, under the same shape of path, a blob of a record or the records it is related to.</summary>
internal sealed class ExternalIdEndpoints(OrgServices org, FriendlyUrls friendly)
{
    public void Map(Router router)
    {
        router.Map("GET", "sobjects/{object}/{key}/{value}", ReadAsync);
        router.Map("PATCH", "sobjects/{object}/{key}/{value}", UpsertAsync);
        router.Map("DELETE", "sobjects/{object}/{key}/{value}", DeleteAsync);
        router.Map("POST", "sobjects/{object}/{key}", InsertByIdAsync);
    }

    /// <summary>The key field of an upsert; an error answer where the object has no such key.</summary>
    public static (FieldSchema? Key, Answer? Refused) KeyOf(ObjectSchema schema, string name) =>
        schema.FindField(name) is { } field && (field.ExternalId || field.IdLookup || field.Type == FieldType.Id)
            ? (field, null)
            : (null, Answer.Error(404, "NOT_FOUND", $"Provided external ID field does not exist or is not accessible: {name}"));

    private async ValueTask<Answer> ReadAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (SalesforceId.TryNormalize(call["key"], out string? id))
            return await friendly.ReadAsync(call, schema, id, call["value"]).ConfigureAwait(false);
        (FieldSchema? key, Answer? refused) = KeyOf(schema, call["key"]);
        if (key is null)
            return refused!;
        return await org.ReadAsync(call, connection =>
        {
            List<string> found = ParentKeys.Find(connection, schema, key, ValueReader.Read(key, call["value"]) ?? call["value"]);
            return found.Count switch
            {
                0 => Answer.NotFound(),
                1 => RecordEndpoints.Show(call, org.Tables[schema].Find(connection, found[0])!),
                _ => Several(call, schema, found),
            };
        }).ConfigureAwait(false);
    }

    private async ValueTask<Answer> UpsertAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (SalesforceId.TryNormalize(call["key"], out string? id))
            return await UpdateParentAsync(call, schema, id).ConfigureAwait(false);
        (FieldSchema? key, Answer? refused) = KeyOf(schema, call["key"]);
        if (key is null)
            return refused!;
        using JsonDocument body = call.JsonObject();
        RecordInput input = org.Reader.Read(schema, body.RootElement);
        if (input.Values.Exists(given => given.Field == key) || (input.Id is not null && key.Type == FieldType.Id))
            return Answer.Error(400, "INVALID_FIELD", $"The {key.Name} field should not be specified in the sobject data.");
        object? value = ValueReader.Read(key, call["value"]);
        bool updateOnly = string.Equals(call.Query["updateOnly"], "true", StringComparison.OrdinalIgnoreCase);
        try
        {
            WriteOutcome outcome = await org.WriteAsync(call, context => org.Upserter.Upsert(context, schema, key, value, input, updateOnly)).ConfigureAwait(false);
            if (!outcome.Success)
                return Answer.Errors(outcome.Errors);
            org.Recent.Note(call, outcome.Id!);
            // Up to 45.0 an update answered nothing, and nothing said 'created'.
            bool old = call.Version <= 45;
            return old && !outcome.Created ? Answer.NoContent : RecordEndpoints.Created(call, schema, outcome, withCreated: !old);
        }
        catch (SeveralMatchesException several)
        {
            return Several(call, schema, several.Ids);
        }
    }

    private async ValueTask<Answer> UpdateParentAsync(Call call, ObjectSchema schema, string id)
    {
        if (await friendly.ParentOfAsync(call, schema, id, call["value"]).ConfigureAwait(false) is not { } parent)
            return Answer.NotFound();
        RecordInput input = await RecordBody.ReadAsync(org, call, parent).ConfigureAwait(false);
        return await friendly.WriteAsync(
            call, schema, id, call["value"], (context, target, parentId) => org.Writer.Update(context, target, parentId, input)).ConfigureAwait(false);
    }

    private async ValueTask<Answer> InsertByIdAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (!string.Equals(call["key"], "Id", StringComparison.OrdinalIgnoreCase))
            return Answer.MethodNotAllowed("GET,HEAD,PATCH,DELETE");
        using JsonDocument body = call.JsonObject();
        RecordInput input = org.Reader.Read(schema, body.RootElement);
        WriteOutcome outcome = await org.WriteAsync(call, context => org.Writer.Insert(context, schema, input)).ConfigureAwait(false);
        return outcome.Success ? RecordEndpoints.Created(call, schema, outcome, withCreated: call.Version > 45) : Answer.Errors(outcome.Errors);
    }

    private async ValueTask<Answer> DeleteAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (SalesforceId.TryNormalize(call["key"], out string? id))
            return await friendly.WriteAsync(call, schema, id, call["value"], org.Remover.Delete).ConfigureAwait(false);
        (FieldSchema? key, Answer? refused) = KeyOf(schema, call["key"]);
        if (key is null)
            return refused!;
        return await org.WriteAsync(call, context =>
        {
            List<string> found = ParentKeys.Find(context.Connection, schema, key, ValueReader.Read(key, call["value"]) ?? call["value"]);
            if (found.Count == 0)
                return Answer.NotFound();
            if (found.Count > 1)
                return Several(call, schema, found);
            WriteOutcome outcome = org.Remover.Delete(context, schema, found[0]);
            return outcome.Success ? Answer.NoContent : Answer.Errors(outcome.Errors);
        }).ConfigureAwait(false);
    }

    private static Answer Several(Call call, ObjectSchema schema, IReadOnlyList<string> ids) => Answer.Json(300, writer =>
    {
        writer.WriteStartArray();
        foreach (string id in ids)
            writer.WriteStringValue($"{call.Prefix}/sobjects/{schema.Name}/{id}");
        writer.WriteEndArray();
    });
}
