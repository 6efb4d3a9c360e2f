namespace SalesforceLinq.Http.Authentication;

/// <summary>The login servers that serve all orgs.</summary>
internal static class LoginServer
{
    public const string Production = "https://login.salesforce.com";

    public const string Sandbox = "https://test.salesforce.com";
}
