using System.CommandLine;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Files;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.SignIn;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq capture</c>: describes as files, for emulated orgs, for tests and for scaffolding without an org.</summary>
internal sealed class CaptureCommand(Terminal terminal, CommandRunner runner)
{
    private readonly SignInOptions _signIn = new();

    private readonly Option<string[]> _objects = ObjectsOption.Create();

    private readonly Option<string> _output = new("--output")
    {
        Description = "Folder the files go to: one for each object, named as it is.",
        HelpName = "FOLDER",
        DefaultValueFactory = _ => "describes",
    };

    public Command Build()
    {
        Command command = new("capture", "Save describes of objects as files, for 'sflinq emulator --schema' and for tests.") { _objects, _output };
        _signIn.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        if (parsed.GetValue(_objects) is not { Length: > 0 } objects)
            throw ToolException.Usage("--objects is missing: name the objects (--objects Account,Contact,*__c), or say 'all' for every one the org has.");
        string folder = parsed.GetValue(_output)!;
        using IDescribeSource source = new OrgDescribes(new OrgConnection(terminal).Open(_signIn.Read(parsed)));
        IReadOnlyList<string> names = await new ObjectSelection(source).ResolveAsync(objects, cancellation).ConfigureAwait(false);
        IReadOnlyList<DescribedObject> described = await new DescribeReading(source, terminal).ReadAsync(names, cancellation).ConfigureAwait(false);

        FileSet files = new(folder);
        foreach (DescribedObject found in described)
            files.Write(found.Name + ".json", found.Json.ToString(Formatting.Indented).ReplaceLineEndings("\n") + "\n");
        files.Commit(cancellation);

        if (parsed.GetValue(runner.Json))
            new JsonAnswer(terminal).Write(new JObject(new JProperty("folder", folder), new JProperty("objects", new JArray(names))));
        else
            terminal.Output.WriteLine($"{described.Count} describes in {folder}. 'sflinq emulator --schema {folder}' serves them.");
        return ExitCode.Done;
    }
}
