using System.Text.Json;
using System.Xml;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Writes what a JSON value without members is in XML.</summary>
internal static class XmlValue
{
    /// <summary>Namespace of <c>xsi:nil</c> and <c>xsi:type</c>.</summary>
    public const string Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Writes the content of the element that is open.</summary>
    public static void Write(XmlWriter xml, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Null)
            Nil(xml);
        else
            xml.WriteString(value.ValueKind == JsonValueKind.String ? Moment(value.GetString()!) : value.GetRawText());
    }

    /// <summary>Says that the element that is open has no value.</summary>
    public static void Nil(XmlWriter xml) => xml.WriteAttributeString("xsi", "nil", Instance, "true");

    // Moments, which end in +0000 in JSON, end in Z.
    private static string Moment(string text) =>
        text.Length == 28 && text[10] == 'T' && text.EndsWith("+0000", StringComparison.Ordinal) ? text[..^5] + "Z" : text;
}
