using System.Text;
using System.Text.Json;
using System.Xml;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>
/// Writes an answer in XML for clients that ask for it: members are elements, lists are elements of one name, a record's type and url are attributes.
/// </summary>
/// <remarks>Source: REST API Developer Guide, the XML examples of "Versions", "Query" and "sObject Rows". Composite and graph answers are JSON only.</remarks>
internal static class XmlAnswer
{
    public static Answer Of(Answer answer, IReadOnlyList<string> segments)
    {
        if (answer.ContentType != Answer.JsonType || answer.Body.IsEmpty)
            return answer;
        using var document = JsonDocument.Parse(answer.Body);
        using MemoryStream stream = new();
        using (var xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
            Root(xml, document.RootElement, answer.Status, segments);
        Answer written = new(answer.Status, stream.ToArray(), "application/xml;charset=UTF-8") { Failed = answer.Failed };
        foreach ((string name, string value) in answer.Headers)
            written.Headers[name] = value;
        return written;
    }

    private static void Root(XmlWriter xml, JsonElement root, int status, IReadOnlyList<string> segments)
    {
        if (root.ValueKind == JsonValueKind.Array)
        {
            (string list, string item) = status >= 400 ? ("Errors", "Error") : segments.Count < 3 ? ("Versions", "Version") : ("Results", "Result");
            xml.WriteStartElement(list);
            foreach (JsonElement element in root.EnumerateArray())
                Member(xml, item, element);
            xml.WriteEndElement();
            return;
        }
        Member(xml, NameOf(root, segments), root);
    }

    private static string NameOf(JsonElement root, IReadOnlyList<string> segments)
    {
        if (root.TryGetProperty("attributes", out JsonElement attributes) && attributes.TryGetProperty("type", out JsonElement type))
            return type.GetString()!;
        if (root.TryGetProperty("totalSize", out _))
            return "QueryResult";
        if (root.TryGetProperty("success", out _))
            return "Result";
        return segments.Count switch
        {
            <= 3 => "urls",
            4 when segments[3].Equals("sobjects", StringComparison.OrdinalIgnoreCase) => "DescribeGlobal",
            4 when segments[3].Equals("limits", StringComparison.OrdinalIgnoreCase) => "LimitsSnapshot",
            4 when segments[3].Equals("search", StringComparison.OrdinalIgnoreCase) => "SearchResults",
            > 4 when segments[3].Equals("sobjects", StringComparison.OrdinalIgnoreCase) => segments[4],
            _ => "result",
        };
    }

    private static void Member(XmlWriter xml, string name, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement item in value.EnumerateArray())
                Member(xml, name, item);
            return;
        }
        xml.WriteStartElement(XmlConvert.EncodeLocalName(name));
        if (value.ValueKind == JsonValueKind.Object)
            Object(xml, value);
        else
            XmlValue.Write(xml, value);
        xml.WriteEndElement();
    }

    private static void Object(XmlWriter xml, JsonElement value)
    {
        if (value.TryGetProperty("attributes", out JsonElement attributes) && attributes.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty attribute in attributes.EnumerateObject())
                xml.WriteAttributeString(attribute.Name, attribute.Value.ToString());
        }
        foreach (JsonProperty member in value.EnumerateObject())
        {
            if (!member.NameEquals("attributes"))
                Member(xml, member.Name, member.Value);
        }
    }
}
