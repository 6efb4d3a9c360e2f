using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The SOAP API's calls on records that clients of the REST API still make: up to 200 records each, one independent of the other.</summary>
/// <remarks>Source: SOAP API Developer Guide, "Core Calls"; queries are left to REST.</remarks>
internal sealed class SoapCalls(OrgServices org, SoapEndpoint soap)
{
    private const int MostRecords = 200;

    private delegate WriteOutcome WriteOne(WriteContext context, XElement item);

    /// <summary>The answer to a call on records; <see langword="null"/> for every other call.</summary>
    public async ValueTask<Answer?> TryAnswerAsync(Call call)
    {
        if (SoapEndpoint.Operation(call.Body) is not { } operation)
            return null;
        (string items, WriteOne? write) = operation.Name.LocalName switch
        {
            "create" => ("sObjects", Create),
            "update" => ("sObjects", Update),
            "upsert" => ("sObjects", (context, item) => Upsert(context, item, Text(operation, "externalIDFieldName"))),
            "delete" => ("ids", Delete),
            "undelete" => ("ids", (context, item) => org.Restorer.Undelete(context, item.Value.Trim())),
            "emptyRecycleBin" => ("ids", (context, item) => org.Restorer.EmptyBin(context, item.Value.Trim())),
            _ => ("", default(WriteOne)),
        };
        bool isTime = operation.Name.LocalName == "getServerTimestamp";
        if (write is null && !isTime)
            return null;
        if (soap.SessionOf(operation) is not { } session)
            return SoapEndpoint.Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session", "UnexpectedErrorFault");
        return isTime
            ? SoapEndpoint.Envelope($"<getServerTimestampResponse><result><timestamp>{ValueReader.Stamp(org.Clock.GetUtcNow())}</timestamp></result></getServerTimestampResponse>")
            : await WriteAsync(call, session, operation, [.. operation.Elements().Where(element => element.Name.LocalName == items)], write!).ConfigureAwait(false);
    }

    private async ValueTask<Answer> WriteAsync(Call call, Session session, XElement operation, XElement[] items, WriteOne write)
    {
        if (items.Length > MostRecords)
            return SoapEndpoint.Fault("EXCEEDED_ID_LIMIT", $"record limit reached. cannot submit more than {MostRecords} records into this operation", "ApiFault");
        Call signedIn = new() { Method = call.Method, Segments = call.Segments, Query = call.Query, Headers = call.Headers, Session = session, Cancellation = call.Cancellation };
        bool allOrNone = operation.Document!.Descendants().Any(element => element.Name.LocalName == "allOrNone" && element.Value == "true");
        WriteOutcome[] outcomes = await org.WriteAsync(signedIn, context => CollectionEndpoints.Run(context, [.. items.Select<XElement, Func<WriteContext, WriteOutcome>>(item => inner => Guarded(inner, item, write))], allOrNone))
            .ConfigureAwait(false);
        string name = operation.Name.LocalName + "Response";
        bool withCreated = operation.Name.LocalName == "upsert";
        return SoapEndpoint.Envelope($"<{name}>{string.Concat(outcomes.Select(outcome => Result(outcome, withCreated)))}</{name}>");
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
            : WriteOutcome.Failed([new RecordError("MALFORMED_ID", $"malformed id {item.Value}", [])]);

    private ObjectSchema SchemaOf(XElement item) => org.Schema.Find(Text(item, "type"))
        ?? throw new RecordRefusedException(new RecordError("INVALID_TYPE", $"sObject type '{Text(item, "type")}' is not supported.", []));

    // Fields are elements; those to be cleared are named apart, in fieldsToNull.
    private RecordInput InputOf(XElement item)
    {
        JsonObject record = Record(item);
        record.Remove("type");
        using var json = JsonDocument.Parse(record.ToJsonString());
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
            if (element.Name.LocalName == "fieldsToNull")
                record[element.Value] = null;
            else
                record[element.Name.LocalName] = element.HasElements ? Record(element) : JsonValue.Create(element.Value);
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
            text.Append("<message>").Append(SoapEndpoint.Escaped(error.Message)).Append("</message><statusCode>").Append(error.Code).Append("</statusCode></errors>");
        }
        text.Append(outcome is { Success: true, Id: { } id } ? $"<id>{id}</id>" : "<id xsi:nil=\"true\"/>");
        return text.Append("<success>").Append(outcome.Success ? "true" : "false").Append("</success></result>").ToString();
    }

    private static string Text(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() ?? "";
}
