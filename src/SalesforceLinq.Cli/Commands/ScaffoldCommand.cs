using System.CommandLine;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.Scaffolding;
using SalesforceLinq.Cli.Scaffolding.Drift;
using SalesforceLinq.Cli.Scaffolding.Naming;
using SalesforceLinq.Cli.Scaffolding.Planning;
using SalesforceLinq.Cli.Scaffolding.Writing;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq scaffold</c>: classes and a context from describes.</summary>
internal sealed class ScaffoldCommand(Terminal terminal, CommandRunner runner)
{
    private readonly DescribeOptions _describes = new();

    private readonly Option<string[]> _objects = ObjectsOption.Create();

    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder the files go to. Files this command wrote earlier are replaced, and removed when they are no longer wanted; no others are touched.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "Models",
    };

    private readonly Option<string> _context = new("--context") { Description = "Name of the context class.", HelpName = "NAME", DefaultValueFactory = _ => "OrgContext" };

    private readonly Option<string?> _namespace = new("--namespace") { Description = "Namespace; by default that of the project and the folder.", HelpName = "NAME" };

    private readonly Option<PicklistStyle> _picklists = ChoiceOption.Create<PicklistStyle>(
        "--picklists", "What picklists become: enums (the default), text with constants beside, or text alone.");

    private readonly Option<bool> _check = new("--check") { Description = "Write nothing: list how the files differ from the org, and fail when they do (exit code 6)." };

    public Command Build()
    {
        Command command = new("scaffold", "Write classes and a context for objects of an org.") { _objects, _output, _context, _namespace, _picklists, _check };
        _describes.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        string[] objects = parsed.GetValue(_objects) ?? [];
        if (objects.Length == 0 && !_describes.IsFolder(parsed))
            throw ToolException.Usage("--objects is missing: name the objects (--objects Account,Contact,*__c), or say 'all' for every one the org has.");
        string folder = parsed.GetValue(_output)!;
        string context = Checked(parsed.GetValue(_context)!, "--context");
        string namespaceName = CheckedNamespace(parsed.GetValue(_namespace) ?? ProjectNamespace.Of(folder));

        using IDescribeSource source = _describes.Open(parsed, terminal);
        IReadOnlyList<string> names = await new ObjectSelection(source).ResolveAsync(objects, cancellation).ConfigureAwait(false);
        IReadOnlyList<DescribedObject> described = await new DescribeReading(source, terminal).ReadAsync(names, cancellation).ConfigureAwait(false);
        IReadOnlyList<GeneratedFile> model = new Scaffolder(context, namespaceName, parsed.GetValue(_picklists)).Scaffold(described.Select(found => found.Description));

        ModelFolder place = new(folder, context);
        IReadOnlyList<FileDrift> drift = place.Compare(model);
        bool check = parsed.GetValue(_check);
        if (!check)
            place.Update(model, drift, cancellation);
        Report(parsed, folder, model.Count, drift, check);
        return check && drift.Count > 0 ? ExitCode.CheckFailed : ExitCode.Done;
    }

    private void Report(ParseResult parsed, string folder, int files, IReadOnlyList<FileDrift> drift, bool check)
    {
        if (parsed.GetValue(runner.Json))
        {
            new JsonAnswer(terminal).Write(new JObject(
                new JProperty("folder", folder),
                new JProperty("files", files),
                new JProperty(check ? "drift" : "changes", new JArray(drift.Select(ToJson)))));
            return;
        }

        foreach (FileDrift difference in drift)
        {
            string sign = difference.Kind switch { DriftKind.Missing => "+", DriftKind.Stale => "-", _ => "~" };
            terminal.Output.WriteLine($"{sign} {difference.File}");
            foreach (string line in difference.Added)
                terminal.Output.WriteLine($"    + {line}");
            foreach (string line in difference.Removed)
                terminal.Output.WriteLine($"    - {line}");
        }

        string same = drift.Count == 0 ? "The model is what the org has" : check ? "The model has drifted from the org" : "The model is up to date";
        terminal.Output.WriteLine($"{same}: {files} files in {folder}, {drift.Count} {(check ? "to change" : "changed")}.");
    }

    private static JObject ToJson(FileDrift difference) => new(
        new JProperty("file", difference.File),
        new JProperty("kind", difference.Kind.ToString().ToLowerInvariant()),
        new JProperty("added", new JArray(difference.Added)),
        new JProperty("removed", new JArray(difference.Removed)));

    private static string CheckedNamespace(string name)
    {
        foreach (string part in name.Split('.'))
            Checked(part, "--namespace");
        return name;
    }

    private static string Checked(string name, string option) => CSharpName.IsValid(name)
        ? name
        : throw ToolException.Usage($"{option} '{name}' is no name in C#: letters, digits and '_', not a digit first, and no keyword.");
}
