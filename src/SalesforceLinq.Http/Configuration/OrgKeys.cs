namespace SalesforceLinq.Http.Configuration;

/// <summary>The keys of a section that names an org.</summary>
internal static class OrgKeys
{
    public const string InstanceUrl = "InstanceUrl";
    public const string LoginUrl = "LoginUrl";
    public const string AccessToken = "AccessToken";
    public const string Username = "Username";
    public const string Password = "Password";
    public const string SecurityToken = "SecurityToken";
    public const string OrganizationId = "OrganizationId";
    public const string Sandbox = "Sandbox";
    public const string ClientId = "ClientId";
    public const string ClientSecret = "ClientSecret";
    public const string RefreshToken = "RefreshToken";
    public const string PrivateKeyFile = "PrivateKeyFile";
    public const string SalesforceCliOrg = "SalesforceCliOrg";

    public const string ApiVersion = "ApiVersion";
    public const string ClientName = "ClientName";
    public const string Timeout = "Timeout";
    public const string MaxAttempts = "MaxAttempts";
    public const string ReservedApiCalls = "ReservedApiCalls";

    public static IReadOnlyList<string> All { get; } =
    [
        InstanceUrl, LoginUrl, AccessToken, Username, Password, SecurityToken, OrganizationId, Sandbox, ClientId, ClientSecret, RefreshToken, PrivateKeyFile,
        SalesforceCliOrg, ApiVersion, ClientName, Timeout, MaxAttempts, ReservedApiCalls,
    ];
}
