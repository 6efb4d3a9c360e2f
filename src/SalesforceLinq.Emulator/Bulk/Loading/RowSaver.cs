using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk.Loading;

/// <summary>Does with one record what its job is for.</summary>
internal sealed class RowSaver(RecordWriter writer, RecordUpserter upserter, RecordRemover remover, RecordRestorer restorer, TableSet tables)
{
    public WriteOutcome Save(WriteContext context, string operation, ObjectSchema schema, FieldSchema? key, LoadRow row)
    {
        if (row.Input is not { } input)
            return WriteOutcome.Failed([row.Error!]);
        string? id = input.Id;
        WriteOutcome outcome = operation switch
        {
            "insert" => Insert(context, schema, input),
            "update" => id is null ? NoId("an update") : writer.Update(context, schema, id, input),
            "upsert" => upserter.UpsertByKey(context, schema, key!, input),
            _ when id is null => NoId("a delete"),
            _ => Delete(context, schema, id, forGood: operation == "hardDelete"),
        };
        return outcome.Success || outcome.Id is not null ? outcome : outcome with { Id = id };
    }

    private WriteOutcome Insert(WriteContext context, ObjectSchema schema, RecordInput input) => input.Id is null
        ? writer.Insert(context, schema, input)
        : WriteOutcome.Failed([new RecordError("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", ["Id"])]);

    private WriteOutcome Delete(WriteContext context, ObjectSchema schema, string id, bool forGood)
    {
        WriteOutcome outcome = remover.Delete(context, schema, id);
        if (outcome.Success && forGood)
            restorer.Purge(context, tables[schema], outcome.Id!);
        return outcome;
    }

    private static WriteOutcome NoId(string call) => WriteOutcome.Failed([new RecordError("MISSING_ARGUMENT", $"Id not specified in {call} call", [])]);
}
