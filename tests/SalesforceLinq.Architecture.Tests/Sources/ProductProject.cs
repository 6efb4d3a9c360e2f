using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SalesforceLinq.Architecture.Tests.Sources;

/// <summary>A project under <c>src</c>: its files, compiled in memory so that rules can ask what a name refers to.</summary>
public sealed class ProductProject
{
    private const string ImplicitUsings =
        "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq; " +
        "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    private static readonly ConcurrentDictionary<string, ProductProject> Loaded = new();

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => (MetadataReference)MetadataReference.CreateFromFile(path))]);

    private ProductProject(string name, IReadOnlyList<SourceFile> files, CSharpCompilation compilation)
    {
        Name = name;
        Files = files;
        Compilation = compilation;
    }

    /// <summary>The names of the projects under <c>src</c> that hold C# of ours.</summary>
    public static IReadOnlyList<string> Names { get; } =
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)!).Order()];

    /// <summary>The project's name, which is also its root namespace.</summary>
    public string Name { get; }

    /// <summary>The project's own files, without what the build generates.</summary>
    public IReadOnlyList<SourceFile> Files { get; }

    /// <summary>The files compiled together.</summary>
    public CSharpCompilation Compilation { get; }

    /// <summary>Reads and compiles a project of the repository; the second time it is only looked up.</summary>
    public static ProductProject Load(string name) => Loaded.GetOrAdd(name, static name =>
    {
        string folder = Path.Combine(Repository.Root, "src", name);
        IEnumerable<(string, string)> texts = Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
            .Select(file => (Path: Path.GetRelativePath(folder, file).Replace('\\', '/'), Text: File.ReadAllText(file)))
            .Where(file => !file.Path.StartsWith("bin/", StringComparison.Ordinal) && !file.Path.StartsWith("obj/", StringComparison.Ordinal))
            .OrderBy(file => file.Path, StringComparer.Ordinal);
        return FromTexts(name, [.. texts]);
    });

    /// <summary>A project made of texts: what the tests of the rules themselves look at.</summary>
    public static ProductProject FromTexts(string name, params (string Path, string Text)[] files)
    {
        CSharpParseOptions options = new(LanguageVersion.Preview, DocumentationMode.Parse);
        SyntaxTree[] trees = [.. files.Select(file => CSharpSyntaxTree.ParseText(file.Text, options, file.Path))];
        CSharpCompilation compilation = CSharpCompilation.Create(
            name,
            [.. trees, CSharpSyntaxTree.ParseText(ImplicitUsings, options, "ImplicitUsings.g.cs")],
            ReferencesWithout(name),
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        return new ProductProject(
            name,
            [.. trees.Select(tree => new SourceFile(tree.FilePath, tree, compilation.GetSemanticModel(tree)))],
            compilation);
    }

    // The project's own assembly lies beside the tests; with it in sight, every internal name would exist twice.
    private static IEnumerable<MetadataReference> ReferencesWithout(string name)
    {
        string own = name == "SalesforceLinq.Cli" ? "sflinq.dll" : name + ".dll";
        return References.Value.Where(reference => Path.GetFileName(reference.Display) != own);
    }
}
