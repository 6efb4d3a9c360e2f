using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>One record: create, read, update, delete.</summary>
internal sealed class RecordEndpoints(OrgServices org)
{
    public void Map(Router router)
    {
        router.Map("POST", "sobjects/{object}", CreateAsync);
        router.Map("GET", "sobjects/{object}/{id}", ReadAsync);
        router.Map("PATCH", "sobjects/{object}/{id}", UpdateAsync);
        router.Map("DELETE", "sobjects/{object}/{id}", DeleteAsync);
    }

    private async ValueTask<Answer> CreateAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (Preconditions.Malformed(call) is { } malformed)
            return malformed;
        RecordInput input = await RecordBody.ReadAsync(org, call, schema).ConfigureAwait(false);
        WriteOutcome outcome = await org.WriteAsync(call, context => org.Writer.Insert(context, schema, input)).ConfigureAwait(false);
        if (!outcome.Success)
            return Answer.Errors(outcome.Errors);
        org.Recent.Note(call, outcome.Id!);
        return Created(call, schema, outcome, withCreated: false);
    }

    public static Answer Created(Call call, ObjectSchema schema, WriteOutcome outcome, bool withCreated)
    {
        Answer answer = Answer.Json(outcome.Created ? 201 : 200, writer =>
        {
            writer.WriteStartObject();
            writer.WriteString("id", outcome.Id);
            writer.WriteBoolean("success", true);
            writer.WriteStartArray("errors");
            writer.WriteEndArray();
            if (withCreated)
                writer.WriteBoolean("created", outcome.Created);
            writer.WriteEndObject();
        });
        if (outcome.Created)
            answer.Headers["Location"] = $"{call.Prefix}/sobjects/{schema.Name}/{outcome.Id}";
        return answer;
    }

    private async ValueTask<Answer> ReadAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (!SalesforceId.TryNormalize(call["id"], out string? id))
            return call["id"].Length is 15 or 18 ? Answer.Errors([RecordError.WrongId("Record ID", call["id"])]) : Answer.NotFound();
        StoredRecord? record = await org.ReadAsync(call, connection => org.Tables[schema].Find(connection, id)).ConfigureAwait(false);
        if (record is null)
            return Answer.NotFound();
        if (record.IsDeleted)
            return Answer.Errors([RecordError.Deleted()]);
        org.Recent.Note(call, id);
        return Preconditions.Unmet(call, record) ?? Show(call, record);
    }

    /// <summary>A record with all its fields, or those the parameter <c>fields</c> names.</summary>
    public static Answer Show(Call call, StoredRecord record)
    {
        List<FieldSchema> fields = [];
        if (call.Query["fields"] is { Length: > 0 } wanted)
        {
            foreach (string name in wanted.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                if (record.Schema.FindField(name) is not { } field)
                    return Answer.Error(400, "INVALID_FIELD", $"No such column '{name}' on sobject of type {record.Schema.Name}");
                if (!fields.Contains(field))
                    fields.Add(field);
            }
            FieldSchema id = record.Schema.Fields[record.Schema.IdOrdinal];
            if (!fields.Contains(id))
                fields.Add(id);
        }
        Answer answer = Answer.Json(200, writer => RecordJson.Write(writer, record, fields.Count > 0 ? fields : record.Schema.Fields, call.Prefix));
        Preconditions.Mark(answer, record);
        return answer;
    }

    private async ValueTask<Answer> UpdateAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        if (Preconditions.Malformed(call) is { } malformed)
            return malformed;
        RecordInput input = await RecordBody.ReadAsync(org, call, schema).ConfigureAwait(false);
        if (input.Id is not null)
            return Answer.Error(400, "INVALID_FIELD", "The Id field should not be specified in the sobject data.");
        (Answer? refused, WriteOutcome? outcome) = await org.WriteAsync<(Answer?, WriteOutcome?)>(call, context =>
            Unmet(call, context, schema) is { } unmet ? (unmet, null) : (null, org.Writer.Update(context, schema, call["id"], input))).ConfigureAwait(false);
        if (outcome is { Success: true, Id: { } id })
            org.Recent.Note(call, id);
        return refused ?? Done(outcome!);
    }

    private async ValueTask<Answer> DeleteAsync(Call call)
    {
        if (org.Schema.Find(call["object"]) is not { } schema)
            return Answer.NotFound();
        (Answer? refused, WriteOutcome? outcome) = await org.WriteAsync<(Answer?, WriteOutcome?)>(call, context =>
            Unmet(call, context, schema) is { } unmet ? (unmet, null) : (null, org.Remover.Delete(context, schema, call["id"]))).ConfigureAwait(false);
        return refused ?? Done(outcome!);
    }

    private Answer? Unmet(Call call, WriteContext context, ObjectSchema schema) =>
        SalesforceId.TryNormalize(call["id"], out string? id) && org.Tables[schema].Find(context.Connection, id) is { } record
            ? Preconditions.Unmet(call, record)
            : null;

    private static Answer Done(WriteOutcome outcome)
    {
        if (outcome.Success)
            return Answer.NoContent;
        // A record that is not there is no resource; only lists call it an invalid reference.
        return outcome.Errors[0] is { Code: "INVALID_CROSS_REFERENCE_KEY", Status: 404 } ? Answer.NotFound() : Answer.Errors(outcome.Errors);
    }
}
