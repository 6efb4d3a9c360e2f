using System.Text.Json;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>The SOAP API's calls that read records: each asks the REST resource that answers the same, and words its answer anew.</summary>
/// <remarks>Source: SOAP API Developer Guide, "query()", "queryAll()", "queryMore()", "retrieve()" and "search()"; a recorded answer of query() and of queryMore().</remarks>
internal sealed class SoapReads(Router resources)
{
    /// <summary>The answer to a call that reads; <see langword="null"/> for every other call.</summary>
    public async ValueTask<Answer?> TryAnswerAsync(Call call, XElement operation)
    {
        string name = operation.Name.LocalName;
        Call? asked = name switch
        {
            "query" or "queryAll" => Read(call, operation, [name], "?q=" + Uri.EscapeDataString(SoapMessage.Text(operation, "queryString"))),
            "queryMore" => Read(call, operation, ["query", SoapMessage.Text(operation, "queryLocator")], ""),
            "search" => Read(call, operation, ["search"], "?q=" + Uri.EscapeDataString(SoapMessage.Text(operation, "searchString"))),
            "retrieve" => Retrieve(call, operation),
            _ => null,
        };
        if (asked is null)
            return null;
        Answer answer = await GuardedDispatch.RunAsync(resources, asked).ConfigureAwait(false);
        using var json = JsonDocument.Parse(answer.Body);
        JsonElement root = json.RootElement;
        if (answer.Status != 200)
            return Fault(name, root[0]);
        return SoapMessage.Envelope(xml =>
        {
            SoapRecordWriter records = new(xml);
            xml.WriteStartElement(name + "Response", SoapMessage.Partner);
            switch (name)
            {
                case "retrieve":
                    foreach (JsonElement record in root.EnumerateArray())
                        records.Record("result", record);
                    break;
                case "search":
                    xml.WriteStartElement("result", SoapMessage.Partner);
                    foreach (JsonElement record in root.GetProperty("searchRecords").EnumerateArray())
                    {
                        xml.WriteStartElement("searchRecords", SoapMessage.Partner);
                        records.Record("record", record);
                        xml.WriteEndElement();
                    }
                    break;
                default:
                    records.Page("result", root);
                    break;
            }
        });
    }

    // An object that is not there is no resource of REST, but a kind of records SOAP does not know.
    private static Answer Fault(string operation, JsonElement error) => operation == "retrieve" && error.GetProperty("errorCode").ValueEquals("NOT_FOUND")
        ? SoapMessage.Fault("INVALID_TYPE", "sObject type of retrieve() is not supported. Check spelling and the API version.")
        : SoapMessage.Fault(error.GetProperty("errorCode").GetString()!, error.GetProperty("message").GetString()!);

    private static Call Read(Call call, XElement operation, string[] resource, string query)
    {
        Dictionary<string, string> headers = [];
        if (SoapMessage.Header(operation, "batchSize") is { Length: > 0 } size)
            headers["sforce-query-options"] = "batchSize=" + size;
        return call with { Method = "GET", Segments = resource, Query = new QueryParameters(query), Headers = headers, Body = default };
    }

    private static Call Retrieve(Call call, XElement operation)
    {
        byte[] body = JsonSerializer.SerializeToUtf8Bytes(new
        {
            ids = SoapMessage.Members(operation, "ids"),
            fields = SoapMessage.Text(operation, "fieldList").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries),
        });
        return call with
        {
            Method = "POST",
            Segments = ["composite", "sobjects", SoapMessage.Text(operation, "sObjectType")],
            Query = new QueryParameters(""),
            Headers = new Dictionary<string, string>(),
            Body = body,
        };
    }
}
