using System.Text.Json;
using System.Xml;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>Writes records of a REST answer as the SOAP API does: their type and id first, then their fields in the order they were asked for.</summary>
internal sealed class SoapRecordWriter(XmlWriter xml)
{
    /// <summary>A page of a query.</summary>
    public void Page(string name, JsonElement page)
    {
        xml.WriteStartElement(name, SoapMessage.Partner);
        Page(page);
    }

    /// <summary>A record; or nothing, where it is not there.</summary>
    public void Record(string name, JsonElement record)
    {
        xml.WriteStartElement(name, SoapMessage.Partner);
        Record(record);
    }

    private void Page(JsonElement page)
    {
        xml.WriteAttributeString("xsi", "type", SoapMessage.Instance, "QueryResult");
        xml.WriteElementString("done", SoapMessage.Partner, page.GetProperty("done").GetBoolean() ? "true" : "false");
        xml.WriteStartElement("queryLocator", SoapMessage.Partner);
        if (page.TryGetProperty("nextRecordsUrl", out JsonElement next))
            xml.WriteString(next.GetString()!.Split('/')[^1]);
        else
            XmlValue.Nil(xml);
        xml.WriteEndElement();
        foreach (JsonElement record in page.GetProperty("records").EnumerateArray())
            Record("records", record);
        xml.WriteElementString("size", SoapMessage.Partner, page.GetProperty("totalSize").GetRawText());
        xml.WriteEndElement();
    }

    private void Record(JsonElement record)
    {
        if (record.ValueKind == JsonValueKind.Null)
        {
            XmlValue.Nil(xml);
            xml.WriteEndElement();
            return;
        }
        xml.WriteAttributeString("xsi", "type", SoapMessage.Instance, "sf:sObject");
        xml.WriteElementString("type", SoapMessage.Fields, record.GetProperty("attributes").GetProperty("type").GetString());
        xml.WriteStartElement("Id", SoapMessage.Fields);
        if (record.TryGetProperty("Id", out JsonElement id) && id.ValueKind == JsonValueKind.String)
            xml.WriteString(id.GetString());
        else
            XmlValue.Nil(xml);
        xml.WriteEndElement();
        foreach (JsonProperty member in record.EnumerateObject())
        {
            if (!member.NameEquals("attributes"))
                Field(member.Name, member.Value);
        }
        xml.WriteEndElement();
    }

    private void Field(string name, JsonElement value)
    {
        xml.WriteStartElement(name, SoapMessage.Fields);
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.TryGetProperty("attributes", out _):
                Record(value);
                return;
            case JsonValueKind.Object when value.TryGetProperty("records", out _):
                Page(value);
                return;
            case JsonValueKind.Object:
                foreach (JsonProperty part in value.EnumerateObject())
                    Field(part.Name, part.Value);
                break;
            default:
                XmlValue.Write(xml, value);
                break;
        }
        xml.WriteEndElement();
    }
}
