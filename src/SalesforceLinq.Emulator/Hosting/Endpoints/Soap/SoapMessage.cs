using System.Security;
using System.Text;
using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>Envelopes of the SOAP API for partners: read, and written.</summary>
internal static class SoapMessage
{
    public const string Partner = "urn:partner.soap.sforce.com";
    public const string Fields = "urn:sobject.partner.soap.sforce.com";
    public const string Instance = XmlValue.Instance;

    private const string Soap = "http://schemas.xmlsoap.org/soap/envelope/";
    private const string Declared = "http://www.w3.org/2000/xmlns/";
    private const string XmlType = "text/xml;charset=UTF-8";
    private const string Start = $"<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"{Soap}\" xmlns:xsi=\"{Instance}\" ";

    /// <summary>The element that says what is asked for; <see langword="null"/> where the body is no envelope.</summary>
    public static XElement? Operation(ReadOnlyMemory<byte> body)
    {
        try
        {
            return RequestXml.Load(body).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "Body")?.Elements().FirstOrDefault();
        }
        catch (XmlException)
        {
            // What is no XML has no operation, and is answered as such.
            return null;
        }
    }

    /// <summary>Text of a member of an operation or a record; empty where it has none.</summary>
    public static string Text(XElement parent, string name) => Members(parent, name).FirstOrDefault() ?? "";

    /// <summary>Texts of a member that is there as often as it has values.</summary>
    public static IEnumerable<string> Members(XElement parent, string name) =>
        parent.Elements().Where(element => element.Name.LocalName == name).Select(element => element.Value.Trim());

    /// <summary>A value of the envelope's header, such as the one of <c>sessionId</c>.</summary>
    public static string? Header(XElement operation, string name) =>
        operation.Document?.Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "Header")
            ?.Descendants().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim();

    public static string Escaped(string text) => SecurityElement.Escape(text);

    public static Answer Envelope(string body) =>
        Answer.Text(200, $"{Start}xmlns=\"{Partner}\"><soapenv:Body>{body}</soapenv:Body></soapenv:Envelope>", XmlType);

    /// <summary>An envelope with content of any size.</summary>
    public static Answer Envelope(Action<XmlWriter> write)
    {
        using MemoryStream stream = new();
        using (XmlWriter xml = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new UTF8Encoding(false), CheckCharacters = false }))
        {
            xml.WriteStartElement("soapenv", "Envelope", Soap);
            xml.WriteAttributeString("xmlns", Partner);
            xml.WriteAttributeString("xmlns", "xsi", Declared, Instance);
            xml.WriteAttributeString("xmlns", "sf", Declared, Fields);
            xml.WriteStartElement("soapenv", "Body", Soap);
            write(xml);
        }
        return new Answer(200, stream.ToArray(), XmlType);
    }

    /// <summary>An error that ends the whole call.</summary>
    /// <remarks>Source: SOAP API Developer Guide, "API Fault Element": the kind of fault tells what went wrong, and the code what exactly.</remarks>
    public static Answer Fault(string code, string message, int status = 500)
    {
        string type = code switch
        {
            "INVALID_LOGIN" => "LoginFault",
            "INVALID_FIELD" => "InvalidFieldFault",
            "INVALID_TYPE" => "InvalidSObjectFault",
            "INVALID_QUERY_LOCATOR" => "InvalidQueryLocatorFault",
            "INVALID_QUERY_FILTER_OPERATOR" => "InvalidQueryFilterOperatorFault",
            "MALFORMED_QUERY" => "MalformedQueryFault",
            "MALFORMED_SEARCH" => "MalformedSearchFault",
            "MALFORMED_ID" => "InvalidIdFault",
            _ => "UnexpectedErrorFault",
        };
        string faultCode = code is "INVALID_OPERATION" or "INVALID_SOAP_HEADER" ? "soapenv:Client" : "sf:" + code;
        return Answer.Text(
            status,
            $"{Start}xmlns:sf=\"urn:fault.partner.soap.sforce.com\"><soapenv:Body><soapenv:Fault>" +
            $"<faultcode>{faultCode}</faultcode><faultstring>{code}: {Escaped(message)}</faultstring><detail><sf:{type} xsi:type=\"sf:{type}\">" +
            $"<sf:exceptionCode>{code}</sf:exceptionCode><sf:exceptionMessage>{Escaped(message)}</sf:exceptionMessage></sf:{type}></detail>" +
            "</soapenv:Fault></soapenv:Body></soapenv:Envelope>",
            XmlType);
    }

    public static Answer NoSession() => Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session");
}
