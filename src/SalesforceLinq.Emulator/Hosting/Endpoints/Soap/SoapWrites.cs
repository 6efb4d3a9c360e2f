using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>The SOAP API's calls that write records: up to 200 each, one independent of the other unless all or none is wanted.</summary>
internal sealed class SoapWrites(OrgServices org)
{
    private const int MostRecords = 200;

    private delegate WriteOutcome WriteOne(WriteContext context, XElement item);

    /// <summary>The answer to a call that writes; <see langword="null"/> for every other call.</summary>
    public async ValueTask<Answer?> TryAnswerAsync(Call call, XElement operation)
    {
        (string items, WriteOne? write) = operation.Name.LocalName switch
        {
            "create" => ("sObjects", Create),
            "update" => ("sObjects", Update),
            "upsert" => ("sObjects", (context, item) => Upsert(context, item, SoapMessage.Text(operation, "externalIDFieldName"))),
            "delete" => ("ids", Delete),
            "undelete" => ("ids", (context, item) => org.Restorer.Undelete(context, item.Value.Trim())),
            "emptyRecycleBin" => ("ids", (context, item) => org.Restorer.EmptyBin(context, item.Value.Trim())),
            _ => ("", default(WriteOne)),
        };
        return write is null ? null : await WriteAsync(call, operation, [.. operation.Elements().Where(element => element.Name.LocalName == items)], write).ConfigureAwait(false);
    }

    private async ValueTask<Answer> WriteAsync(Call call, XElement operation, XElement[] items, WriteOne write)
    {
        if (items.Length > MostRecords)
            return SoapMessage.Fault("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostRecords} records into this operation");
        bool allOrNone = SoapMessage.Header(operation, "allOrNone") == "true";
        WriteOutcome[] outcomes = await org.WriteAsync(call, context => CollectionEndpoints.Run(context, [.. items.Select<XElement, Func<WriteContext, WriteOutcome>>(item => inner => Guarded(inner, item, write))], allOrNone))
            .ConfigureAwait(false);
        string name = operation.Name.LocalName + "Response";
        bool withCreated = operation.Name.LocalName == "upsert";
        return SoapMessage.Envelope($"<{name}>{string.Concat(outcomes.Select(outcome => Result(outcome, withCreated)))}</{name}>");
    }

    private static WriteOutcome Guarded(WriteContext context, XElement item, WriteOne write)
    {
        try
        {
            return write(context, item);
        }
        catch (RecordRefusedException refused)
        {
            return WriteOutcome.Failed(refused.Errors);
        }
        catch (UnreadableRequestException unreadable)
        {
            return WriteOutcome.Failed([new RecordError(unreadable.Code, unreadable.Message, [])]);
        }
    }

    private WriteOutcome Create(WriteContext context, XElement item) => org.Writer.Insert(context, SchemaOf(item), InputOf(item));

    private WriteOutcome Update(WriteContext context, XElement item) => InputOf(item) is { Id: { Length: > 0 } id } input
        ? org.Writer.Update(context, SchemaOf(item), id, input)
        : WriteOutcome.Failed([new RecordError("MISSING_ARGUMENT", "Id not specified in an update call", [])]);

    private WriteOutcome Upsert(WriteContext context, XElement item, string keyName)
    {
        ObjectSchema schema = SchemaOf(item);
        return ExternalIdEndpoints.KeyOf(schema, keyName).Key is { } key
            ? org.Upserter.UpsertByKey(context, schema, key, InputOf(item))
            : WriteOutcome.Failed([new RecordError("INVALID_FIELD", $"Field name provided, {keyName} does not match an External ID, Salesforce Id, or indexed field for {schema.Name}", [])]);
    }

    private WriteOutcome Delete(WriteContext context, XElement item) =>
        SalesforceId.TryNormalize(item.Value.Trim(), out string? id) && org.Tables.OfId(id) is { } table
            ? org.Remover.Delete(context, table.Schema, id)
            : WriteOutcome.Failed([new RecordError("MALFORMED_ID", $"bad id {item.Value.Trim()}", [])]);

    private ObjectSchema SchemaOf(XElement item) => org.Schema.Find(SoapMessage.Text(item, "type"))
        ?? throw new RecordRefusedException(new RecordError("INVALID_TYPE", $"sObject type '{SoapMessage.Text(item, "type")}' is not supported.", []));

    // Fields are elements; those to be cleared are named apart, in fieldsToNull.
    private RecordInput InputOf(XElement item)
    {
        using var json = JsonDocument.Parse(Record(item).ToJsonString());
        RecordInput input = org.Reader.Read(SchemaOf(item), json.RootElement);
        if (string.IsNullOrEmpty(input.Id))
            input.Id = null;
        return input;
    }

    private static JsonObject Record(XElement item)
    {
        JsonObject record = [];
        foreach (XElement element in item.Elements())
        {
            string name = element.Name.LocalName;
            if (name == "type")
                record["attributes"] = new JsonObject { ["type"] = element.Value };
            else if (name == "fieldsToNull")
                record[element.Value] = null;
            else
                record[name] = element.HasElements ? Record(element) : JsonValue.Create(element.Value);
        }
        return record;
    }

    private static string Result(WriteOutcome outcome, bool withCreated)
    {
        StringBuilder text = new("<result>");
        if (withCreated)
            text.Append("<created>").Append(outcome.Created ? "true" : "false").Append("</created>");
        foreach (RecordError error in outcome.Errors)
        {
            text.Append("<errors>");
            foreach (string field in error.Fields ?? [])
                text.Append("<fields>").Append(field).Append("</fields>");
            text.Append("<message>").Append(SoapMessage.Escaped(error.Message)).Append("</message><statusCode>").Append(error.Code).Append("</statusCode></errors>");
        }
        text.Append(outcome is { Success: true, Id: { } id } ? $"<id>{id}</id>" : "<id xsi:nil=\"true\"/>");
        return text.Append("<success>").Append(outcome.Success ? "true" : "false").Append("</success></result>").ToString();
    }
}
