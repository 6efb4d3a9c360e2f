using System.Globalization;
using System.Xml.Linq;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Sessions;

namespace SalesforceLinq.Emulator.Hosting.Endpoints.Soap;

/// <summary>The SOAP API's <c>login</c> and <c>getUserInfo</c>.</summary>
internal sealed class SoapSignIn(OrgServices org)
{
    private const int HighestLoginVersion = 64;

    public async ValueTask<Answer> LoginAsync(Call call, XElement login, decimal version)
    {
        if (version > HighestLoginVersion)
            return SoapMessage.Fault("INVALID_OPERATION", "The login() call exists up to API version 64.0; use OAuth");
        KnownUser? user = IsOurOrg(login)
            ? await org.ReadAsync(call, connection => org.Passwords.Check(connection, SoapMessage.Text(login, "username"), SoapMessage.Text(login, "password"))).ConfigureAwait(false)
            : null;
        if (user is not { IsActive: true })
            return SoapMessage.Fault("INVALID_LOGIN", "Invalid username, password, security token; or user locked out.");
        Session session = org.Sessions.Open(user.Id);
        string number = version.ToString("0.0", CultureInfo.InvariantCulture);
        string fifteen = org.Identity.OrganizationId[..15];
        string userInfo = await UserInfoOfAsync(call, user.Id).ConfigureAwait(false);
        return SoapMessage.Envelope(
            $"<loginResponse><result><metadataServerUrl>{call.Origin}/services/Soap/m/{number}/{fifteen}</metadataServerUrl>" +
            $"<passwordExpired>{(user.IsExpired ? "true" : "false")}</passwordExpired>" +
            $"<sandbox>false</sandbox><serverUrl>{call.Origin}/services/Soap/u/{number}/{fifteen}</serverUrl><sessionId>{session.Token}</sessionId>" +
            $"<userId>{user.Id}</userId><userInfo>{userInfo}</userInfo></result></loginResponse>");
    }

    public async ValueTask<Answer> UserInfoAsync(Call call) =>
        SoapMessage.Envelope($"<getUserInfoResponse><result>{await UserInfoOfAsync(call, call.UserId).ConfigureAwait(false)}</result></getUserInfoResponse>");

    // LoginScopeHeader names the org of a portal's users; without it any org is meant.
    private bool IsOurOrg(XElement login)
    {
        string? named = SoapMessage.Header(login, "organizationId");
        return string.IsNullOrEmpty(named) || (SalesforceId.TryNormalize(named, out string? id) && id == org.Identity.OrganizationId);
    }

    private async ValueTask<string> UserInfoOfAsync(Call call, string userId)
    {
        UserProfile user = await org.ReadAsync(
            call, connection => UserProfile.Of(userId, org.Tables.Find("User")?.Find(connection, userId), org)).ConfigureAwait(false);
        return "<accessibilityMode>false</accessibilityMode><currencySymbol>$</currencySymbol><orgAttachmentFileSizeLimit>5242880</orgAttachmentFileSizeLimit>" +
            "<orgDefaultCurrencyIsoCode>USD</orgDefaultCurrencyIsoCode><orgDisallowHtmlAttachments>false</orgDisallowHtmlAttachments>" +
            $"<orgHasPersonAccounts>false</orgHasPersonAccounts><organizationId>{org.Identity.OrganizationId}</organizationId>" +
            "<organizationMultiCurrency>false</organizationMultiCurrency><organizationName>Emulated Org</organizationName>" +
            $"<profileId>{user.ProfileId}</profileId><roleId xsi:nil=\"true\"/><sessionSecondsValid>{(int)org.Sessions.Lifetime.TotalSeconds}</sessionSecondsValid>" +
            $"<userDefaultCurrencyIsoCode xsi:nil=\"true\"/><userEmail>{SoapMessage.Escaped(user.Email ?? "")}</userEmail><userFullName>{SoapMessage.Escaped(user.Name)}</userFullName>" +
            $"<userId>{userId}</userId><userLanguage>{SoapMessage.Escaped(user.Language)}</userLanguage><userLocale>{SoapMessage.Escaped(user.Locale)}</userLocale>" +
            $"<userName>{SoapMessage.Escaped(user.Username)}</userName><userTimeZone>{SoapMessage.Escaped(user.TimeZone)}</userTimeZone>" +
            "<userType>Standard</userType><userUiSkin>Theme3</userUiSkin>";
    }
}
