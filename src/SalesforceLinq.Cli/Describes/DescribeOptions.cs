using System.CommandLine;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Describes;

/// <summary>The options that say where describes come from: a folder, or an org and how to sign in.</summary>
internal sealed class DescribeOptions
{
    private readonly Option<string?> _folder = new("--describe")
    {
        Description = "A folder of describe files (or one file), in place of an org: no call is made.",
        HelpName = "FOLDER",
    };

    private readonly SignInOptions _signIn = new();

    public void AddTo(Command command)
    {
        command.Add(_folder);
        _signIn.AddTo(command);
    }

    /// <summary>Whether a folder or an org was named at all.</summary>
    public bool IsGiven(ParseResult parsed) => parsed.GetValue(_folder) is not null || _signIn.Read(parsed).Org is not null;

    /// <summary>Whether the describes come from a folder.</summary>
    public bool IsFolder(ParseResult parsed) => parsed.GetValue(_folder) is not null;

    /// <summary>How to sign in to the org.</summary>
    public GivenSignIn SignIn(ParseResult parsed) => _signIn.Read(parsed);

    public IDescribeSource Open(ParseResult parsed, Terminal terminal) =>
        parsed.GetValue(_folder) is { } folder ? new FolderDescribes(folder) : new OrgDescribes(new OrgConnection(terminal).Open(_signIn.Read(parsed)));
}
