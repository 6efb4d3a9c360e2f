using SalesforceLinq.Http.Configuration;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Makes a credential of what a configuration section says. What is wrong with it is left with the reader.</summary>
internal static class ConfiguredCredential
{
    /// <summary>The credential; null when a key is missing or has no usable value.</summary>
    public static SalesforceCredential? Read(SectionReader section)
    {
        string? clientId = section.Text(OrgKeys.ClientId);
        if (section.Text(OrgKeys.AccessToken) is { } token)
            return Made(section, OrgKeys.InstanceUrl, section.Required(OrgKeys.InstanceUrl), url => new AccessTokenCredential(url, token));
        if (section.Text(OrgKeys.SalesforceCliOrg) is { } org)
            return new SalesforceCliCredential(org);
        if (section.Text(OrgKeys.PrivateKeyFile) is { } file)
            return JwtBearer(section, file);
        if (section.Text(OrgKeys.RefreshToken) is { } refreshToken)
            return RefreshToken(section, refreshToken);
        if (section.Text(OrgKeys.Username) is { } username)
            return clientId is null ? Soap(section, username) : OAuthPassword(section, clientId, username);
        if (clientId is not null)
            return ClientCredentials(section, clientId);

        section.Problem("says nothing of how to sign in. Give it AccessToken and InstanceUrl; or ClientId, ClientSecret and InstanceUrl; or ClientId, Username and " +
            "PrivateKeyFile; or ClientId and RefreshToken; or Username and Password; or SalesforceCliOrg.");
        return null;
    }

    private static SalesforceCredential? ClientCredentials(SectionReader section, string clientId)
    {
        (string? secret, string? url) = (section.Required(OrgKeys.ClientSecret), section.Required(OrgKeys.InstanceUrl));
        return secret is null ? null : Made(section, OrgKeys.InstanceUrl, url, at => new ClientCredentialsCredential(at, clientId, secret));
    }

    private static SalesforceCredential? RefreshToken(SectionReader section, string refreshToken)
    {
        string? clientId = section.Required(OrgKeys.ClientId);
        string? secret = section.Text(OrgKeys.ClientSecret);
        return clientId is null
            ? null
            : Made(section, OrgKeys.LoginUrl, LoginUrl(section), at => new RefreshTokenCredential(clientId, refreshToken) { ClientSecret = secret, LoginUrl = at });
    }

    private static SalesforceCredential? OAuthPassword(SectionReader section, string clientId, string username)
    {
        (string? secret, string? password) = (section.Required(OrgKeys.ClientSecret), section.Required(OrgKeys.Password));
        string? token = section.Text(OrgKeys.SecurityToken);
        return secret is null || password is null
            ? null
            : Made(section, OrgKeys.LoginUrl, LoginUrl(section), at => new OAuthPasswordCredential(clientId, secret, username, password) { SecurityToken = token, LoginUrl = at });
    }

    private static SalesforceCredential? Soap(SectionReader section, string username)
    {
        string? password = section.Required(OrgKeys.Password);
        (string? token, string? organization) = (section.Text(OrgKeys.SecurityToken), section.Text(OrgKeys.OrganizationId));
        return password is null
            ? null
            : Made(section, OrgKeys.LoginUrl, LoginUrl(section), at => new UsernamePasswordCredential(username, password) { SecurityToken = token, OrganizationId = organization, LoginUrl = at });
    }

    private static SalesforceCredential? JwtBearer(SectionReader section, string file)
    {
        (string? clientId, string? username) = (section.Required(OrgKeys.ClientId), section.Required(OrgKeys.Username));
        bool sandbox = section.Flag(OrgKeys.Sandbox);
        string? key = null;
        try
        {
            key = File.ReadAllText(file);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            // Without the value: somebody may have put the key itself there.
            section.Problem(OrgKeys.PrivateKeyFile, $"must be the path of a file that can be read ({unreadable.GetType().Name})");
        }

        return clientId is null || username is null || key is null
            ? null
            : Made(section, OrgKeys.PrivateKeyFile, key, pem => new JwtBearerCredential(clientId, username, pem) { Sandbox = sandbox, LoginUrl = section.Text(OrgKeys.LoginUrl) });
    }

    private static string LoginUrl(SectionReader section) =>
        section.Text(OrgKeys.LoginUrl) ?? (section.Flag(OrgKeys.Sandbox) ? LoginServer.Sandbox : LoginServer.Production);

    private static SalesforceCredential? Made(SectionReader section, string key, string? value, Func<string, SalesforceCredential> create)
    {
        if (value is null)
            return null;
        try
        {
            return create(value);
        }
        catch (ArgumentException wrong)
        {
            // An address that stands beside a key file is checked by the same constructor.
            string culprit = wrong.ParamName == OrgKeys.LoginUrl ? OrgKeys.LoginUrl : key;
            section.Problem(culprit, culprit == OrgKeys.PrivateKeyFile
                ? "must be the path of a file with an RSA private key in PEM form"
                : "must be the https address of an org, such as https://MyDomain.my.salesforce.com; http is for this machine only");
            return null;
        }
    }
}
