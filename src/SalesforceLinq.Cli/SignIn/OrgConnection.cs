using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.SignIn;

/// <summary>Opens a client to the org that was asked for.</summary>
internal sealed class OrgConnection(Terminal terminal)
{
    public SalesforceClient Open(GivenSignIn options)
    {
        (SalesforceCredential credential, GivenSignIn given) = new CredentialFactory(terminal).Create(options);
        SalesforceClientOptions defaults = new() { ClientName = "sflinq", TimeProvider = terminal.Clock };
        try
        {
            return new SalesforceClient(credential, given.ApiVersion is { } version ? defaults with { ApiVersion = version } : defaults);
        }
        catch (ArgumentException wrong)
        {
            throw ToolException.Usage(wrong.Message.Replace($" (Parameter '{wrong.ParamName}')", "", StringComparison.Ordinal));
        }
    }
}
