namespace SalesforceLinq.Emulator.Sessions;

/// <summary>Who the org is, and who may sign in from the start.</summary>
internal sealed record OrgIdentity(string OrganizationId, string UserId, string ProfileId)
{
    public string Username => "admin@example.com";

    public string Password => "password";

    public string SecurityToken => "token";

    public string ClientId => "client-id";

    public string ClientSecret => "client-secret";
}
