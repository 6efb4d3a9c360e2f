using Microsoft.Extensions.Configuration;
using SalesforceLinq.Http;

namespace SalesforceLinq.Registration;

/// <summary>Makes a credential of what a configuration section says, and names the keys of what is wrong with it.</summary>
internal sealed class OrgConfiguration(IConfigurationSection section)
{
    /// <summary>The credential.</summary>
    /// <exception cref="InvalidOperationException">A key is missing or has no usable value. Values are never shown: they may be secrets.</exception>
    public SalesforceCredential ReadCredential()
    {
        if (Value("AccessToken") is { } token)
            return Checked("InstanceUrl", url => new AccessTokenCredential(url, token));
        if (Value("Username") is { } username)
        {
            return new UsernamePasswordCredential(username, Required("Password"))
            {
                SecurityToken = Value("SecurityToken"),
                OrganizationId = Value("OrganizationId"),
                Sandbox = Flag("Sandbox"),
                LoginUrl = Value("LoginUrl"),
            };
        }

        if (Value("ClientId") is { } clientId)
            return Checked("InstanceUrl", url => new ClientCredentialsCredential(url, clientId, Required("ClientSecret")));
        throw new InvalidOperationException($"The configuration section '{section.Path}' says nothing of how to sign in. " +
            "Give it AccessToken and InstanceUrl; or ClientId, ClientSecret and InstanceUrl; or Username and Password.");
    }

    /// <summary>The client's options.</summary>
    public SalesforceClientOptions ReadClientOptions() => Value("ApiVersion") is { } version ? new() { ApiVersion = version } : new();

    private SalesforceCredential Checked(string key, Func<string, SalesforceCredential> create)
    {
        try
        {
            return create(Required(key));
        }
        catch (ArgumentException unusable)
        {
            throw new InvalidOperationException($"'{section.Path}:{key}' has no usable value. {unusable.Message}", unusable);
        }
    }

    private string Required(string key) =>
        Value(key) ?? throw new InvalidOperationException($"'{section.Path}:{key}' is missing. Add it to the configuration.");

    private bool Flag(string key) => Value(key) is { } text && (bool.TryParse(text, out bool flag)
        ? flag
        : throw new InvalidOperationException($"'{section.Path}:{key}' must be true or false."));

    private string? Value(string key) => section[key] is { Length: > 0 } value ? value : null;
}
