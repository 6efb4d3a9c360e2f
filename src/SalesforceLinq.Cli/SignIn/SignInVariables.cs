namespace SalesforceLinq.Cli.SignIn;

/// <summary>Reads the environment by the names that programs around simple-salesforce and the Salesforce CLI use.</summary>
/// <remarks>Source: Salesforce CLI Setup Guide, "Environment Variables" (<c>SF_TARGET_ORG</c>, <c>SF_ACCESS_TOKEN</c>, <c>SF_ORG_INSTANCE_URL</c>,
/// <c>SF_ORG_API_VERSION</c>); the others are what public programs over simple-salesforce read.</remarks>
internal sealed class SignInVariables(Func<string, string?> variable)
{
    /// <summary>Every variable that is read, in the order of precedence within its setting.</summary>
    public static IReadOnlyList<(string Setting, string[] Names)> Names { get; } =
    [
        ("address", ["SALESFORCE_INSTANCE_URL", "SF_INSTANCE_URL", "SF_ORG_INSTANCE_URL"]),
        ("domain", ["SALESFORCE_DOMAIN", "SF_DOMAIN"]),
        ("alias", ["SF_TARGET_ORG"]),
        ("access token", ["SALESFORCE_ACCESS_TOKEN", "SF_ACCESS_TOKEN"]),
        ("user name", ["SALESFORCE_USERNAME", "SF_USERNAME"]),
        ("password", ["SALESFORCE_PASSWORD", "SF_PASSWORD"]),
        ("security token", ["SALESFORCE_SECURITY_TOKEN", "SF_SECURITY_TOKEN"]),
        ("client id", ["SALESFORCE_CLIENT_ID", "SF_CLIENT_ID"]),
        ("client secret", ["SALESFORCE_CLIENT_SECRET", "SF_CLIENT_SECRET"]),
        ("key file", ["SALESFORCE_JWT_KEY_FILE", "SF_JWT_KEY_FILE"]),
        ("login server", ["SALESFORCE_LOGIN_URL", "SF_LOGIN_URL"]),
        ("API version", ["SALESFORCE_API_VERSION", "SF_ORG_API_VERSION"]),
    ];

    public GivenSignIn Read()
    {
        string? domain = Value("domain");
        return new GivenSignIn
        {
            Org = Value("address"),
            AccessToken = Value("access token"),
            Username = Value("user name"),
            Password = Value("password"),
            SecurityToken = Value("security token"),
            ClientId = Value("client id"),
            ClientSecret = Value("client secret"),
            JwtKeyFile = Value("key file"),
            Sandbox = domain == "test",
            // simple-salesforce: 'login', 'test', or the part of My Domain before .salesforce.com.
            LoginUrl = Value("login server") ?? (domain is null or "login" or "test" ? null : $"https://{domain}.salesforce.com"),
            ApiVersion = Value("API version"),
        };
    }

    /// <summary>The Salesforce CLI's login that the environment names.</summary>
    public string? Alias => Value("alias");

    private string? Value(string setting) => Names.Single(entry => entry.Setting == setting).Names.Select(variable).FirstOrDefault(value => value is not null);
}
