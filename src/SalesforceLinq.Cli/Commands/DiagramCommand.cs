using System.CommandLine;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Describes;
using SalesforceLinq.Cli.Diagrams;
using SalesforceLinq.Cli.Diagrams.Drawing;
using SalesforceLinq.Cli.Diagrams.Loading;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Files;
using SalesforceLinq.Cli.Output;
using SalesforceLinq.Cli.Terminals;

namespace SalesforceLinq.Cli.Commands;

/// <summary><c>sflinq diagram</c>: a picture of a model, or of an org's objects.</summary>
internal sealed class DiagramCommand(Terminal terminal, CommandRunner runner)
{
    private readonly DescribeOptions _describes = new();

    private readonly Option<string[]> _objects = ObjectsOption.Create();

    private readonly Option<string?> _model = new("--model")
    {
        Description = "Draw the model of a context in place of an org: a compiled assembly, or a folder of C# files such as 'sflinq scaffold' writes.",
        HelpName = "PATH",
    };

    private readonly Option<string?> _context = new("--context") { Description = "Name of the context, where the model has several.", HelpName = "NAME" };

    private readonly Option<DiagramFormat> _format = ChoiceOption.Create<DiagramFormat>(
        "--format", "Text for Mermaid, or a picture that stands alone. Without it, --output tells by its ending.", "-f");

    private readonly Option<FieldDetail> _fields = ChoiceOption.Create<FieldDetail>(
        "--fields", "Which fields are shown: none, those that identify and relate records (the default), or all.");

    private readonly Option<string?> _output = new("--output") { Description = "Write to a file, which appears when it is complete.", HelpName = "FILE" };

    public Command Build()
    {
        Command command = new("diagram", "Draw objects and their relationships, as Mermaid or as SVG.") { _objects, _model, _context, _format, _fields, _output };
        _describes.AddTo(command);
        runner.Run(command, RunAsync);
        return command;
    }

    private async Task<ExitCode> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        DiagramModel model = await ModelAsync(parsed, cancellation).ConfigureAwait(false);
        if (parsed.GetValue(runner.Json))
        {
            new JsonAnswer(terminal).Write(ToJson(model));
            return ExitCode.Done;
        }

        string? output = parsed.GetValue(_output);
        bool isSvg = parsed.GetResult(_format) is { Implicit: false }
            ? parsed.GetValue(_format) == DiagramFormat.Svg
            : output?.EndsWith(".svg", StringComparison.OrdinalIgnoreCase) == true;
        string text = isSvg ? new SvgPicture().Draw(model) : new MermaidText().Write(model);
        if (output is null)
        {
            await terminal.Output.WriteAsync(text.AsMemory(), cancellation).ConfigureAwait(false);
            return ExitCode.Done;
        }

        using StagedFile file = new(output);
        await file.Writer.WriteAsync(text.AsMemory(), cancellation).ConfigureAwait(false);
        file.Complete();
        return ExitCode.Done;
    }

    private async Task<DiagramModel> ModelAsync(ParseResult parsed, CancellationToken cancellation)
    {
        FieldDetail detail = parsed.GetResult(_fields) is { Implicit: false } ? parsed.GetValue(_fields) : FieldDetail.Keys;
        string[] objects = parsed.GetValue(_objects) ?? [];
        if (parsed.GetValue(_model) is { } path)
        {
            if (objects.Length > 0 || _describes.IsGiven(parsed))
                throw ToolException.Usage("--model draws the classes of a context, and needs neither an org nor --objects. Leave the others out.");
            return new MappedDiagram(detail).Draw(new ContextFinder().ReadModel(new ModelAssembly().Load(path, cancellation), parsed.GetValue(_context)));
        }

        if (objects.Length == 0 && !_describes.IsFolder(parsed))
            throw ToolException.Usage("What shall be drawn? Name objects of the org (--objects Account,Contact,*__c), a folder of describes (--describe), or a model (--model).");
        using IDescribeSource source = _describes.Open(parsed, terminal);
        IReadOnlyList<string> names = await new ObjectSelection(source).ResolveAsync(objects, cancellation).ConfigureAwait(false);
        IReadOnlyList<DescribedObject> described = await new DescribeReading(source, terminal).ReadAsync(names, cancellation).ConfigureAwait(false);
        return new DescribedDiagram(detail).Draw([.. described.Select(found => found.Description)]);
    }

    private static JObject ToJson(DiagramModel model) => new(
        new JProperty("entities", new JArray(model.Entities.Select(entity => new JObject(
            new JProperty("name", entity.Name),
            new JProperty("label", entity.Label),
            new JProperty("custom", entity.IsCustom),
            new JProperty("fields", new JArray(entity.Fields.Select(field => new JObject(
                new JProperty("name", field.Name), new JProperty("type", field.Type), new JProperty("role", field.Role.ToString().ToLowerInvariant()))))))))),
        new JProperty("links", new JArray(model.Links.Select(link => new JObject(
            new JProperty("child", link.Child), new JProperty("field", link.Field), new JProperty("parent", link.Parent),
            new JProperty("required", link.IsRequired), new JProperty("polymorphic", link.IsPolymorphic))))));
}
