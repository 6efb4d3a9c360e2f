namespace SalesforceLinq.Cli.SignIn;

/// <summary>What was given for signing in, by options or by the environment. Null is not given. Not a record: its text must show no secret.</summary>
internal sealed class GivenSignIn
{
    public string? Org { get; init; }

    public string? AccessToken { get; init; }

    public string? Username { get; init; }

    public string? Password { get; init; }

    public string? SecurityToken { get; init; }

    public string? ClientId { get; init; }

    public string? ClientSecret { get; init; }

    public string? JwtKeyFile { get; init; }

    public bool Sandbox { get; init; }

    public string? LoginUrl { get; init; }

    public string? ApiVersion { get; init; }

    /// <summary>Whether anything but the org was given to sign in with.</summary>
    public bool HasCredential => (AccessToken ?? Username ?? Password ?? ClientId ?? ClientSecret ?? JwtKeyFile) is not null;

    /// <summary>What this says, completed by what something weaker says.</summary>
    public GivenSignIn CompletedBy(GivenSignIn weaker) => new()
    {
        Org = Org ?? weaker.Org,
        AccessToken = AccessToken ?? weaker.AccessToken,
        Username = Username ?? weaker.Username,
        Password = Password ?? weaker.Password,
        SecurityToken = SecurityToken ?? weaker.SecurityToken,
        ClientId = ClientId ?? weaker.ClientId,
        ClientSecret = ClientSecret ?? weaker.ClientSecret,
        JwtKeyFile = JwtKeyFile ?? weaker.JwtKeyFile,
        Sandbox = Sandbox || weaker.Sandbox,
        LoginUrl = LoginUrl ?? weaker.LoginUrl,
        ApiVersion = ApiVersion ?? weaker.ApiVersion,
    };
}
