using System.Globalization;
using System.Security;
using System.Xml;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>The SOAP API's <c>login</c>, <c>logout</c> and <c>getUserInfo</c>.</summary>
internal sealed class SoapEndpoint(OrgServices org)
{
    private const int HighestLoginVersion = 64;
    private const string XmlType = "text/xml;charset=UTF-8";

    public async ValueTask<Answer> HandleAsync(Call call)
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
                return await LoginAsync(call, operation, version).ConfigureAwait(false);
            case "logout" when SessionOf(operation) is { } session:
                org.Sessions.Revoke(session.Token);
                return Envelope("<logoutResponse/>");
            case "getUserInfo" when SessionOf(operation) is { } session:
                return Envelope($"<getUserInfoResponse><result>{await UserInfoAsync(call, session.UserId).ConfigureAwait(false)}</result></getUserInfoResponse>");
            case "logout" or "getUserInfo":
                return Fault("INVALID_SESSION_ID", "Invalid Session ID found in SessionHeader: Illegal Session", "UnexpectedErrorFault");
            case null:
                return Fault("INVALID_SOAP_HEADER", "The request is no SOAP envelope", "UnexpectedErrorFault", "soapenv:Client");
            default:
                return Fault("INVALID_OPERATION", $"No operation available for request {operation.Name}", "UnexpectedErrorFault", "soapenv:Client");
        }
    }

    private async ValueTask<Answer> LoginAsync(Call call, XElement login, decimal version)
    {
        KnownUser? user = IsOurOrg(login)
            ? await org.ReadAsync(call, connection => org.Passwords.Check(connection, Child(login, "username"), Child(login, "password"))).ConfigureAwait(false)
            : null;
        if (user is not { IsActive: true })
            return Fault("INVALID_LOGIN", "Invalid username, password, security token; or user locked out.", "LoginFault");
        Session session = org.Sessions.Open(user.Id);
        string number = version.ToString("0.0", CultureInfo.InvariantCulture);
        string fifteen = org.Identity.OrganizationId[..15];
        string userInfo = await UserInfoAsync(call, user.Id).ConfigureAwait(false);
        return Envelope(
            $"<loginResponse><result><metadataServerUrl>{call.Origin}/services/Soap/m/{number}/{fifteen}</metadataServerUrl>" +
            $"<passwordExpired>{(user.IsExpired ? "true" : "false")}</passwordExpired>" +
            $"<sandbox>false</sandbox><serverUrl>{call.Origin}/services/Soap/u/{number}/{fifteen}</serverUrl><sessionId>{session.Token}</sessionId>" +
            $"<userId>{user.Id}</userId><userInfo>{userInfo}</userInfo></result></loginResponse>");
    }

    // LoginScopeHeader names the org of a portal's users; without it any org is meant.
    private bool IsOurOrg(XElement login)
    {
        string? named = login.Document?.Descendants().FirstOrDefault(element => element.Name.LocalName == "organizationId")?.Value;
        return string.IsNullOrWhiteSpace(named) || (SalesforceId.TryNormalize(named.Trim(), out string? id) && id == org.Identity.OrganizationId);
    }

    private async ValueTask<string> UserInfoAsync(Call call, string userId)
    {
        UserProfile user = await org.ReadAsync(
            call, connection => UserProfile.Of(userId, org.Tables.Find("User")?.Find(connection, userId), org)).ConfigureAwait(false);
        return "<accessibilityMode>false</accessibilityMode><currencySymbol>$</currencySymbol><orgAttachmentFileSizeLimit>5242880</orgAttachmentFileSizeLimit>" +
            "<orgDefaultCurrencyIsoCode>USD</orgDefaultCurrencyIsoCode><orgDisallowHtmlAttachments>false</orgDisallowHtmlAttachments>" +
            $"<orgHasPersonAccounts>false</orgHasPersonAccounts><organizationId>{org.Identity.OrganizationId}</organizationId>" +
            "<organizationMultiCurrency>false</organizationMultiCurrency><organizationName>Emulated Org</organizationName>" +
            $"<profileId>{user.ProfileId}</profileId><roleId xsi:nil=\"true\"/><sessionSecondsValid>{(int)org.Sessions.Lifetime.TotalSeconds}</sessionSecondsValid>" +
            $"<userDefaultCurrencyIsoCode xsi:nil=\"true\"/><userEmail>{Escaped(user.Email ?? "")}</userEmail><userFullName>{Escaped(user.Name)}</userFullName>" +
            $"<userId>{userId}</userId><userLanguage>{Escaped(user.Language)}</userLanguage><userLocale>{Escaped(user.Locale)}</userLocale>" +
            $"<userName>{Escaped(user.Username)}</userName><userTimeZone>{Escaped(user.TimeZone)}</userTimeZone>" +
            "<userType>Standard</userType><userUiSkin>Theme3</userUiSkin>";
    }

    public Session? SessionOf(XElement operation) =>
        org.Sessions.Use(operation.Document?.Descendants().FirstOrDefault(element => element.Name.LocalName == "sessionId")?.Value);

    public static XElement? Operation(ReadOnlyMemory<byte> body)
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

    public static string Escaped(string text) => SecurityElement.Escape(text);

    public static Answer Envelope(string body) => Answer.Text(200,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" " +
        "xmlns=\"urn:partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body>" + body + "</soapenv:Body></soapenv:Envelope>",
        XmlType);

    public static Answer Fault(string code, string message, string type, string? faultCode = null) => Answer.Text(500,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><soapenv:Envelope xmlns:soapenv=\"http://schemas.xmlsoap.org/soap/envelope/\" " +
        "xmlns:sf=\"urn:fault.partner.soap.sforce.com\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><soapenv:Body><soapenv:Fault>" +
        $"<faultcode>{faultCode ?? "sf:" + code}</faultcode><faultstring>{code}: {Escaped(message)}</faultstring><detail><sf:{type} xsi:type=\"sf:{type}\">" +
        $"<sf:exceptionCode>{code}</sf:exceptionCode><sf:exceptionMessage>{Escaped(message)}</sf:exceptionMessage></sf:{type}></detail>" +
        "</soapenv:Fault></soapenv:Body></soapenv:Envelope>",
        XmlType);
}
