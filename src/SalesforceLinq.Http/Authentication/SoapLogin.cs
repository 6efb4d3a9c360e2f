using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Xml;
using System.Xml.Linq;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Writes the SOAP call <c>login()</c> and reads its answer.</summary>
/// <remarks>Source: SOAP API Developer Guide, "login()" and "LoginResult"; recorded exchanges.</remarks>
internal static class SoapLogin
{
    private static readonly XNamespace Envelope = "http://schemas.xmlsoap.org/soap/envelope/";
    private static readonly XNamespace Partner = "urn:partner.soap.sforce.com";

    /// <summary>The call. XML's own writer escapes the password.</summary>
    public static HttpContent Write(string username, string password, string? organizationId)
    {
        XElement envelope = new(
            Envelope + "Envelope",
            organizationId is null ? null : new XElement(
                Envelope + "Header",
                new XElement(Partner + "LoginScopeHeader", new XElement(Partner + "organizationId", organizationId))),
            new XElement(
                Envelope + "Body",
                new XElement(Partner + "login", new XElement(Partner + "username", Printable(username)), new XElement(Partner + "password", Printable(password)))));
        MemoryStream body = new();
        using (XmlWriter writer = XmlWriter.Create(body, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false) }))
            envelope.WriteTo(writer);
        ByteArrayContent content = new(body.ToArray());
        content.Headers.ContentType = new MediaTypeHeaderValue("text/xml") { CharSet = "UTF-8" };
        return content;
    }

    /// <summary>The session, or the reason why there is none.</summary>
    public static SalesforceSession Read(string request, HttpStatusCode status, byte[] body)
    {
        XElement answer = Parse(request, status, body);
        if (Find(answer, "exceptionCode") is { } code)
            throw new SignInFailedException(request, status, new SalesforceError(code, Find(answer, "exceptionMessage") ?? "", []));
        if (Find(answer, "faultcode") is { } fault)
            throw new SignInFailedException(request, status, new SalesforceError(fault.Replace("sf:", "", StringComparison.Ordinal), Find(answer, "faultstring") ?? "", []));
        if (Find(answer, "passwordExpired") == "true")
        {
            throw new SignInFailedException(request, status, new SalesforceError(
                "PASSWORD_EXPIRED", "The password has expired. Sign in with a browser and choose another one.", []));
        }

        if (Find(answer, "sessionId") is not { Length: > 0 } session || !Uri.TryCreate(Find(answer, "serverUrl"), UriKind.Absolute, out Uri? server))
            throw SignInRequest.Unreadable(request, status, "an answer without a session or without the address of the org"u8.ToArray());
        try
        {
            return new SalesforceSession(session, server)
            {
                UserId = Find(answer, "userId"),
                OrganizationId = Find(answer, "organizationId"),
                IdleLifetime = double.TryParse(Find(answer, "sessionSecondsValid"), NumberStyles.Integer, CultureInfo.InvariantCulture, out double seconds)
                    ? TimeSpan.FromSeconds(seconds)
                    : null,
            };
        }
        catch (ArgumentException unsafeAddress)
        {
            throw new SignInFailedException(request, status, new SalesforceError("invalid_instance_url", unsafeAddress.Message, []), unsafeAddress);
        }
    }

    private static XElement Parse(string request, HttpStatusCode status, byte[] body)
    {
        try
        {
            using XmlReader reader = XmlReader.Create(new MemoryStream(body), new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XElement.Load(reader);
        }
        catch (XmlException malformed)
        {
            throw SignInRequest.Unreadable(request, status, body, malformed);
        }
    }

    // Servers differ in prefixes and namespaces; the names are what counts.
    private static string? Find(XElement answer, string name) =>
        answer.DescendantsAndSelf().FirstOrDefault(element => element.Name.LocalName == name)?.Value;

    private static string Printable(string text) => text.All(character => XmlConvert.IsXmlChar(character) || char.IsSurrogate(character))
        ? text
        : throw new ArgumentException("The user name or the password holds a control character, which SOAP cannot carry.");
}
