using System.CommandLine;

namespace SalesforceLinq.Cli.SignIn;

/// <summary>The options that say which org is meant and how to sign in. A secret given as <c>-</c> is read from the standard input.</summary>
internal sealed class SignInOptions
{
    private readonly Option<string?> _org = new("--org", "-o")
    {
        Description = "Which org: the address of one (https://MyDomain.my.salesforce.com, or http://127.0.0.1:8080 of 'sflinq emulator'), " +
            "or a user name or alias of the Salesforce CLI. Without it: the environment, then the CLI's default org.",
        HelpName = "ADDRESS|ALIAS",
    };

    private readonly Option<string?> _accessToken = Text("--access-token", "Access token or session id, or '-' to read it from the standard input.", "TOKEN|-");
    private readonly Option<string?> _username = Text("--username", "User name, for signing in with a password or a key.", "NAME");
    private readonly Option<string?> _password = Text("--password", "Password, or '-' to read it from the standard input.", "PASSWORD|-");
    private readonly Option<string?> _securityToken = Text("--security-token", "Security token of the user, where the org asks for one, or '-'.", "TOKEN|-");
    private readonly Option<string?> _clientId = Text("--client-id", "Consumer key of an app.", "KEY");
    private readonly Option<string?> _clientSecret = Text("--client-secret", "Consumer secret of the app, or '-' to read it from the standard input.", "SECRET|-");
    private readonly Option<string?> _jwtKey = Text("--jwt-key", "File with the RSA private key (PEM) for the JWT bearer flow; needs --client-id and --username.", "FILE");
    private readonly Option<bool> _sandbox = new("--sandbox") { Description = "Sign in at test.salesforce.com." };
    private readonly Option<string?> _loginUrl = Text("--login-url", "Login server, where it is another than that of the org.", "ADDRESS");
    private readonly Option<string?> _apiVersion = Text("--api-version", "Version of the REST API, such as 66.0.", "VERSION");

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[_org, _accessToken, _username, _password, _securityToken, _clientId, _clientSecret, _jwtKey, _sandbox, _loginUrl, _apiVersion])
            command.Add(option);
    }

    public GivenSignIn Read(ParseResult parsed) => new()
    {
        Org = parsed.GetValue(_org),
        AccessToken = parsed.GetValue(_accessToken),
        Username = parsed.GetValue(_username),
        Password = parsed.GetValue(_password),
        SecurityToken = parsed.GetValue(_securityToken),
        ClientId = parsed.GetValue(_clientId),
        ClientSecret = parsed.GetValue(_clientSecret),
        JwtKeyFile = parsed.GetValue(_jwtKey),
        Sandbox = parsed.GetValue(_sandbox),
        LoginUrl = parsed.GetValue(_loginUrl),
        ApiVersion = parsed.GetValue(_apiVersion),
    };

    private static Option<string?> Text(string name, string description, string help) => new(name) { Description = description, HelpName = help };
}
