using System.CommandLine;
using System.Globalization;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Spelling;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Http;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq limits</c>: a bar for each limit of the org, those that are used most first.</summary>
internal sealed class LimitsCommand(Terminal terminal, CommandRunner runner)
{
    private readonly SignInOptions _signIn = new();

    private readonly Argument<string[]> _names = new("name")
    {
        Description = "Limits to show, such as DailyApiRequests; * and ? stand for any letters. All, when none is named.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    public Command Build()
    {
        Command command = new("limits", "Show what is used of the org's limits.") { _names };
        _signIn.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        using SalesforceClient client = new OrgConnection(terminal).Open(_signIn.Read(parsed));
        IReadOnlyDictionary<string, OrgLimit> limits = await client.GetLimitsAsync(cancellation).ConfigureAwait(false);
        IReadOnlyList<string> names = new NameFilter(word => $"The org tells of no limit '{word}'.", "Without a name, all are shown.").Choose(parsed.GetValue(_names) ?? [], [.. limits.Keys]);
        List<LimitUse> uses = [.. names.Select(name => new LimitUse(name, limits[name].Max, limits[name].Remaining))
            .OrderByDescending(use => use.Share).ThenBy(use => use.Name, StringComparer.Ordinal)];
        if (parsed.GetValue(runner.Json))
            new JsonAnswer(terminal).Write(new JObject(uses.Select(use => new JProperty(use.Name, ToJson(use)))));
        else
            new LimitBars(terminal).Write(uses);
        return ExitCode.Done;
    }

    private static JObject ToJson(LimitUse use) => new(
        new JProperty("max", use.Max),
        new JProperty("remaining", use.Remaining),
        new JProperty("used", use.Used),
        new JProperty("usedPercent", decimal.Parse((use.Share * 100).ToString("0.0", CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)));
}
