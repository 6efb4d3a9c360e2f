using System.Globalization;
using System.Security;
using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The SOAP API's <c>login</c>, <c>logout</c> and <c>getUserInfo</c>.</summary>
internal sealed class SoapEndpoint(OrgServices org)
{
    private const int HighestLoginVersion = 64;
    private const string XmlType = "text/xml;charset=UTF-8";

    public Answer Handle(Call call)
    {
        XElement? operation = Operation(call.Body);
        bool hasVersion = decimal.TryParse(call.Segments.ElementAtOrDefault(3), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal version);
        if (!hasVersion || version < ApiVersions.Lowest || version > ApiVersions.Highest)
            return Fault("UNSUPPORTED_API_VERSION", "Unsupported API version", "ApiFault");
        switch (operation?.Name.LocalName)
        {
            case "login" when version > HighestLoginVersion:
                return Fault("INVALID_OPERATION", "The login() call exists up to API version 64.0; use OAuth", "LoginFault");
            case "login":
                return Login(call, operation, version);
            case "logout" when SessionOf(operation) is { } session:
                org.Sessions.Revoke(session.Token);
                return Envelope("<logoutResponse/>");
            case "getUserInfo" when SessionOf(operation) is { } session:
                return Envelope($"<getUserInfoResponse><result>{UserInfo(session.UserId, org.Identity.Username)}</result></getUserInfoResponse>");
            case "logout" or "getUserInfo":
                return Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session", "UnexpectedErrorFault");
            case null:
                return Fault("INVALID_SOAP_HEADER", "The request is no SOAP envelope", "UnexpectedErrorFault", "soapenv:Client");
            default:
                return Fault("INVALID_OPERATION", $"No operation available for request {operation.Name}", "UnexpectedErrorFault", "soapenv:Client");
        }
    }

    private Answer Login(Call call, XElement login, decimal version)
    {
        string username = Child(login, "username");
        if (org.Passwords.Check(username, Child(login, "password")) is not { } userId)
            return Fault("INVALID_LOGIN", "Invalid username, password, security token; or user locked out.", "LoginFault");
        Session session = org.Sessions.Open(userId);
        string number = version.ToString("0.0", CultureInfo.InvariantCulture);
        string fifteen = org.Identity.OrganizationId[..15];
        return Envelope(
            $"<loginResponse><result><metadataServerUrl>{call.Origin}/services/Soap/m/{number}/{fifteen}</metadataServerUrl><passwordExpired>false</passwordExpired>" +
            $"<sandbox>false</sandbox><serverUrl>{call.Origin}/services/Soap/u/{number}/{fifteen}</serverUrl><sessionId>{session.Token}</sessionId>" +
            $"<userId>{userId}</userId><userInfo>{UserInfo(userId, username)}</userInfo></result></loginResponse>");
    }

    private string UserInfo(string userId, string username) =>
        "<accessibilityMode>false</accessibilityMode><currencySymbol>$</currencySymbol><orgAttachmentFileSizeLimit>5242880</orgAttachmentFileSizeLimit>" +
        "<orgDefaultCurrencyIsoCode>USD</orgDefaultCurrencyIsoCode><orgDisallowHtmlAttachments>false</orgDisallowHtmlAttachments>" +
        $"<orgHasPersonAccounts>false</orgHasPersonAccounts><organizationId>{org.Identity.OrganizationId}</organizationId>" +
        "<organizationMultiCurrency>false</organizationMultiCurrency><organizationName>Emulated Org</organizationName>" +
        $"<profileId>{org.Identity.ProfileId}</profileId><roleId xsi:nil=\"true\"/><sessionSecondsValid>{(int)SessionStore.Lifetime.TotalSeconds}</sessionSecondsValid>" +
        $"<userDefaultCurrencyIsoCode xsi:nil=\"true\"/><userEmail>{Escaped(username)}</userEmail><userFullName>{Escaped(username)}</userFullName><userId>{userId}</userId>" +
        $"<userLanguage>en_US</userLanguage><userLocale>en_US</userLocale><userName>{Escaped(username)}</userName><userTimeZone>{org.TimeZone.Id}</userTimeZone>" +
        "<userType>Standard</userType><userUiSkin>Theme3</userUiSkin>";

    private Session? SessionOf(XElement operation) =>
        org.Sessions.Use(operation.Document?.Descendants().FirstOrDefault(element => element.Name.LocalName == "sessionId")?.Value);

    private static XElement? Operation(ReadOnlyMemory<byte> body)
    {
        try
        {
            using MemoryStream stream = new(body.ToArray());
            using XmlReader reader = XmlReader.Create(stream, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null });
            return XDocument.Load(reader).Root?.Elements().FirstOrDefault(element => element.Name.LocalName == "Body")?.Elements().FirstOrDefault();
        }
        catch (XmlException)
        {
            // What is no XML has no operation, and is answered as such.
            return null;
        }
    }

    private static string Child(XElement parent, string name) => parent.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value ?? "";

    private static string Escaped(string text) => SecurityElement.Escape(text);

    private static Answer Envelope(string body) => Answer.Text(200,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" " +
        "xmlns=\"urn:partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>",
        XmlType);

    private static Answer Fault(string code, string message, string type, string? faultCode = null) => Answer.Text(500,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" " +
        "xmlns:sf=\"urn:fault.partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault>" +
        $"<faultcode>{faultCode ?? "sf:" + code}</faultcode><faultstring>{code}: {Escaped(message)}</faultstring><detail><sf:{type} xsi:type=\"sf:{type}\">" +
        $"<sf:exceptionCode>{code}</sf:exceptionCode><sf:exceptionMessage>{Escaped(message)}</sf:exceptionMessage></sf:{type}></detail>" +
        "</soapenv:Fault></soapenv:Body></soapenv:Envelope>",
        XmlType);
}
