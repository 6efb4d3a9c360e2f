using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.SignIn;

/// <summary>Chooses the way to sign in from what was given: options first, then the environment, then the Salesforce CLI's login.</summary>
internal sealed class CredentialFactory(Terminal terminal)
{
    // Those of every emulated org, as 'sflinq emulator' prints them. They open nothing else.
    private const string EmulatorClientId = "client-id";
    private const string EmulatorClientSecret = "client-secret";

    /// <summary>The credential, and what it was chosen from.</summary>
    public (SalesforceCredential Credential, GivenSignIn Given) Create(GivenSignIn options)
    {
        SignInVariables variables = new(terminal.Variable);
        if (options.Org is { } org && !IsAddress(org))
        {
            if (options.HasCredential)
                throw ToolException.Usage($"--org {org} names a login of the Salesforce CLI, and needs no other credential. Give the address of the org, or leave the others out.");
            return (new SalesforceCliCredential(org), options.CompletedBy(new GivenSignIn { ApiVersion = variables.Read().ApiVersion }));
        }

        GivenSignIn given = Merged(options, variables.Read());
        try
        {
            return (Choose(WithSecrets(given), variables.Alias), given);
        }
        catch (ArgumentException wrong)
        {
            throw ToolException.Usage(wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal));
        }
    }

    // Secrets of the environment belong to the org the environment names; another one must not get to see them.
    private static GivenSignIn Merged(GivenSignIn options, GivenSignIn environment)
    {
        bool isOther = options.Org is { } org && environment.Org is { } usual && !SameHost(org, usual);
        return isOther ? options.CompletedBy(new GivenSignIn { ApiVersion = environment.ApiVersion }) : options.CompletedBy(environment);
    }

    private GivenSignIn WithSecrets(GivenSignIn given)
    {
        SecretReader secrets = new(terminal);
        return new GivenSignIn
        {
            AccessToken = secrets.Read(given.AccessToken, "--access-token"),
            Password = secrets.Read(given.Password, "--password"),
            SecurityToken = secrets.Read(given.SecurityToken, "--security-token"),
            ClientSecret = secrets.Read(given.ClientSecret, "--client-secret"),
        }.CompletedBy(given);
    }

    private static SalesforceCredential Choose(GivenSignIn given, string? alias)
    {
        string? server = given.LoginUrl ?? given.Org;
        if (given.AccessToken is { } token)
            return new AccessTokenCredential(given.Org ?? throw Missing("an access token", "the org's address (--org, or SF_INSTANCE_URL)"), token);
        if (given.JwtKeyFile is { } file)
        {
            return new JwtBearerCredential(
                given.ClientId ?? throw Missing("--jwt-key", "--client-id"), given.Username ?? throw Missing("--jwt-key", "--username"), File.ReadAllText(file))
            {
                Sandbox = given.Sandbox,
                LoginUrl = server,
            };
        }

        if (given.Username is { } user)
            return WithPassword(given, user, given.Password ?? throw Missing("--username", "--password (or --jwt-key)"), server);
        if (given.ClientId is { } id)
        {
            return new ClientCredentialsCredential(
                server ?? throw Missing("--client-id", "the org's address (--org)"), id, given.ClientSecret ?? throw Missing("--client-id", "--client-secret"));
        }

        if (given.Org is not { } address)
            return new SalesforceCliCredential(alias);
        return Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) && uri.IsLoopback
            ? new ClientCredentialsCredential(address, EmulatorClientId, EmulatorClientSecret)
            : throw Missing($"the address '{address}'", "a way to sign in: --access-token, --username with --password, or --client-id with --client-secret");
    }

    private static SalesforceCredential WithPassword(GivenSignIn given, string user, string password, string? server)
    {
        if (given is { ClientId: { } id, ClientSecret: { } secret })
        {
            return new OAuthPasswordCredential(id, secret, user, password)
            {
                SecurityToken = given.SecurityToken,
                LoginUrl = server ?? (given.Sandbox ? "https://test.salesforce.com" : "https://login.salesforce.com"),
            };
        }

        return new UsernamePasswordCredential(user, password) { SecurityToken = given.SecurityToken, Sandbox = given.Sandbox, LoginUrl = server };
    }

    private static bool IsAddress(string org) =>
        org.Contains("://", StringComparison.Ordinal) || (!org.Contains('@') && org.Contains('.') && Uri.CheckHostName(org.Split('/', ':')[0]) != UriHostNameType.Unknown);

    private static bool SameHost(string left, string right) => string.Equals(HostOf(left), HostOf(right), StringComparison.OrdinalIgnoreCase);

    private static string HostOf(string address) =>
        Uri.TryCreate(address.Contains("://", StringComparison.Ordinal) ? address : "https://" + address, UriKind.Absolute, out Uri? uri) ? uri.Authority : address;

    private static ToolException Missing(string given, string missing) => ToolException.Usage($"With {given} goes {missing}, which was not given.");
}
