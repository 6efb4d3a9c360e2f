using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Reads a body in XML as if it had come in JSON: elements are members, <c>xsi:nil</c> is null, elements of one name are a list.</summary>
internal static class XmlBody
{
    private static readonly XName Nil = XName.Get("nil", XmlValue.Instance);

    /// <exception cref="UnreadableRequestException">The text is no XML.</exception>
    public static byte[] ToJson(ReadOnlyMemory<byte> body)
    {
        try
        {
            return System.Text.Encoding.UTF8.GetBytes(Members(RequestXml.Load(body).Root!).ToJsonString());
        }
        catch (XmlException error)
        {
            throw new UnreadableRequestException("XML_PARSER_ERROR", $"The XML cannot be parsed at [row,col]:[{error.LineNumber},{error.LinePosition}]");
        }
    }

    private static JsonObject Members(XElement element)
    {
        JsonObject members = [];
        foreach (IGrouping<string, XElement> group in element.Elements().GroupBy(child => child.Name.LocalName))
        {
            XElement[] children = [.. group];
            members[group.Key] = children.Length == 1 && group.Key != "records" ? Value(children[0]) : new JsonArray([.. children.Select(Value)]);
        }
        if (element.Attribute("type") is { } type)
            members.Insert(0, "attributes", new JsonObject { ["type"] = type.Value });
        return members;
    }

    private static JsonNode? Value(XElement element) => element.HasElements ? Members(element)
        : (bool?)element.Attribute(Nil) == true ? null
        : element.Name.LocalName is "allOrNone" or "haltOnError" ? JsonValue.Create(element.Value.Trim() == "true")
        : JsonValue.Create(element.Value);
}
