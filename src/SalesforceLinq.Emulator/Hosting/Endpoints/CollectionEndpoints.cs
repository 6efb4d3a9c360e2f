using System.Text.Json;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>Up to 200 records at once: create, update, upsert, delete, retrieve.</summary>
internal sealed class CollectionEndpoints(OrgServices org)
{
    private const int MostRecords = 200;
    private const int MostRuns = 10;
    private const int MostRetrieved = 2000;

    private static readonly RecordError RolledBack = new(
        "ALL_OR_NONE_OPERATION_ROLLED_BACK", "Record rolled back because not all records were valid and the request was using AllOrNone header", []);

    private delegate WriteOutcome WriteOne(WriteContext context, ObjectSchema schema, RecordInput input);

    public void Map(Router router)
    {
        router.Map("POST", "composite/sobjects", call => WriteAllAsync(call, (context, schema, input) => org.Writer.Insert(context, schema, input)));
        router.Map("PATCH", "composite/sobjects", call => WriteAllAsync(call, Update));
        router.Map("DELETE", "composite/sobjects", DeleteAsync);
        router.Map("PATCH", "composite/sobjects/{object}/{key}", UpsertAsync);
        router.Map("GET", "composite/sobjects/{object}", RetrieveAsync);
        router.Map("POST", "composite/sobjects/{object}", RetrieveAsync);
    }

    private WriteOutcome Update(WriteContext context, ObjectSchema schema, RecordInput input) => input.Id is { Length: > 0 } id
        ? org.Writer.Update(context, schema, id, input)
        : WriteOutcome.Failed([new RecordError("MISSING_ARGUMENT", "Id not specified in an update call", [])]);

    private async ValueTask<Answer> UpsertAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } target)
            return Answer.NotFound();
        (FieldSchema? key, Answer? refused) = ExternalIdEndpoints.KeyOf(target, call["key"]);
        if (key is null)
            return refused!;
        return await WriteAllAsync(
            call,
            (context, schema, input) => schema == target
                ? org.Upserter.UpsertByKey(context, schema, key, input)
                : WriteOutcome.Failed([new RecordError("INVALID_TYPE", $"sObject type '{schema.Name}' does not match {target.Name}", [])]),
            withCreated: true).ConfigureAwait(false);
    }

    private async ValueTask<Answer> WriteAllAsync(Call call, WriteOne write, bool withCreated = false)
    {
        using JsonDocument body = call.JsonObject();
        if (!body.RootElement.TryGetProperty("records", out JsonElement records) || records.ValueKind != JsonValueKind.Array || records.GetArrayLength() == 0)
            return Answer.Error(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
        if (records.GetArrayLength() > MostRecords)
            return TooMany();
        List<(ObjectSchema? Schema, string Type, JsonElement Json)> rows = [.. records.EnumerateArray().Select(Typed)];
        if (Runs(rows) > MostRuns)
            return Answer.Error(400, "LIMIT_EXCEEDED", "Cannot have more than 10 chunks in a single operation. Please rearrange the data to reduce chunking.");
        List<Func<WriteContext, WriteOutcome>> writes = [.. rows.Select(row => Prepared(row.Schema, row.Type, row.Json, write))];
        bool allOrNone = body.RootElement.TryGetProperty("allOrNone", out JsonElement flag) && flag.ValueKind == JsonValueKind.True;
        return await RunAsync(call, writes, allOrNone, withCreated).ConfigureAwait(false);
    }

    private Func<WriteContext, WriteOutcome> Prepared(ObjectSchema? schema, string type, JsonElement json, WriteOne write)
    {
        if (schema is null)
            return _ => WriteOutcome.Failed([new RecordError("INVALID_TYPE", $"sObject type '{type}' is not supported.", [])]);
        try
        {
            RecordInput input = org.Reader.Read(schema, json);
            return context => write(context, schema, input);
        }
        catch (RecordRefusedException refused)
        {
            return _ => WriteOutcome.Failed(refused.Errors);
        }
    }

    private (ObjectSchema? Schema, string Type, JsonElement Json) Typed(JsonElement record)
    {
        if (record.ValueKind != JsonValueKind.Object)
            throw new UnreadableRequestException("JSON_PARSER_ERROR", "Cannot deserialize instance of SObject or request may be missing a required field at [line:1, column:1]");
        if (!record.TryGetProperty("attributes", out JsonElement attributes) || attributes.ValueKind != JsonValueKind.Object
            || !attributes.TryGetProperty("type", out JsonElement type) || type.ValueKind != JsonValueKind.String)
        {
            throw new UnreadableRequestException("INVALID_FIELD", "The record's attributes must name its type: \"attributes\":{\"type\":…}");
        }
        string name = type.GetString()!;
        return (org.Schema.Find(name), name, record);
    }

    private static int Runs(List<(ObjectSchema? Schema, string Type, JsonElement Json)> rows)
    {
        int runs = 1;
        for (int index = 1; index < rows.Count; index++)
        {
            if (!string.Equals(rows[index].Type, rows[index - 1].Type, StringComparison.OrdinalIgnoreCase))
                runs++;
        }
        return runs;
    }

    private async ValueTask<Answer> DeleteAsync(Call call)
    {
        string[] ids = (call.Query["ids"] ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (ids.Length == 0)
            return Answer.Error(400, "REQUIRED_FIELD_MISSING", "At least 1 record is required");
        if (ids.Length > MostRecords)
            return TooMany();
        bool allOrNone = string.Equals(call.Query["allOrNone"], "true", StringComparison.OrdinalIgnoreCase);
        return await RunAsync(call, [.. ids.Select(Deletion)], allOrNone, withCreated: false).ConfigureAwait(false);
    }

    private Func<WriteContext, WriteOutcome> Deletion(string id) => context =>
        SalesforceId.TryNormalize(id, out string? normal) && org.Tables.OfId(normal) is { } table
            ? org.Remover.Delete(context, table.Schema, normal)
            : WriteOutcome.Failed([new RecordError("MALFORMED_ID", $"malformed id {id}", [])]);

    private async ValueTask<Answer> RunAsync(Call call, List<Func<WriteContext, WriteOutcome>> writes, bool allOrNone, bool withCreated)
    {
        WriteOutcome[] outcomes = await org.WriteAsync(call, context => Run(context, writes, allOrNone)).ConfigureAwait(false);
        return Results(outcomes, withCreated);
    }

    /// <summary>Writes records one after the other; with <paramref name="allOrNone"/>, one that fails undoes all.</summary>
    public static WriteOutcome[] Run(WriteContext context, List<Func<WriteContext, WriteOutcome>> writes, bool allOrNone)
    {
        string mark = context.Lease.Mark();
        WriteOutcome[] results = [.. writes.Select(write => write(context))];
        if (allOrNone && Array.Exists(results, result => !result.Success))
        {
            context.Lease.RollBackTo(mark);
            return [.. results.Select(result => result.Success ? WriteOutcome.Failed([RolledBack]) : result)];
        }
        context.Lease.Release(mark);
        return results;
    }

    private static Answer Results(WriteOutcome[] outcomes, bool withCreated)
    {
        Answer answer = Answer.Json(200, writer =>
        {
            writer.WriteStartArray();
            foreach (WriteOutcome outcome in outcomes)
                Result(writer, outcome, withCreated);
            writer.WriteEndArray();
        });
        return new Answer(200, answer.Body, answer.ContentType) { Failed = Array.Exists(outcomes, outcome => !outcome.Success) };
    }

    public static void Result(Utf8JsonWriter writer, WriteOutcome outcome, bool withCreated)
    {
        writer.WriteStartObject();
        if (outcome.Success)
            writer.WriteString("id", outcome.Id);
        writer.WriteBoolean("success", outcome.Success);
        Errors(writer, outcome.Errors);
        if (withCreated && outcome.Success)
            writer.WriteBoolean("created", outcome.Created);
        writer.WriteEndObject();
    }

    public static void Errors(Utf8JsonWriter writer, IReadOnlyList<RecordError> errors)
    {
        writer.WriteStartArray("errors");
        foreach (RecordError error in errors)
        {
            writer.WriteStartObject();
            writer.WriteString("statusCode", error.Code);
            writer.WriteString("message", error.Message);
            Answer.Fields(writer, error.Fields ?? []);
            if (error.Duplicates is not null)
                DuplicateJson.Write(writer, error.Duplicates);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
    }

    private static Answer TooMany() => Answer.Error(
        400, "EXCEEDED_MAX_SIZE_REQUEST", "record limit reached. cannot submit more than 200 records into this operation");

    private async ValueTask<Answer> RetrieveAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        (List<string> ids, List<string> names) = call.Method == "POST" ? Wanted(call) : (List(call.Query["ids"]), List(call.Query["fields"]));
        if (ids.Count > MostRetrieved)
            return Answer.Error(400, "EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostRetrieved} records into this operation");
        List<FieldSchema> fields = [];
        foreach (string name in names)
        {
            if (schema.FindField(name) is not { } field)
                return Answer.Error(400, "INVALID_FIELD", $"No such column '{name}' on sobject of type {schema.Name}");
            fields.Add(field);
        }
        if (fields.TrueForAll(field => field.Type != FieldType.Id))
            fields.Insert(0, schema.Fields[schema.IdOrdinal]);
        return await org.ReadAsync(call, connection => Answer.Json(200, writer =>
        {
            writer.WriteStartArray();
            foreach (string given in ids)
            {
                StoredRecord? record = SalesforceId.TryNormalize(given, out string? id) ? org.Tables[schema].Find(connection, id) : null;
                if (record is null or { IsDeleted: true })
                    writer.WriteNullValue();
                else
                    RecordJson.Write(writer, record, fields, call.Prefix);
            }
            writer.WriteEndArray();
        })).ConfigureAwait(false);
    }

    private static List<string> List(string? text) => [.. (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];

    private static (List<string> Ids, List<string> Fields) Wanted(Call call)
    {
        using JsonDocument body = call.JsonObject();
        return (Texts(body.RootElement, "ids"), Texts(body.RootElement, "fields"));
    }

    private static List<string> Texts(JsonElement body, string member) =>
        body.TryGetProperty(member, out JsonElement list) && list.ValueKind == JsonValueKind.Array
            ? [.. list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.String).Select(item => item.GetString()!)]
            : [];
}
