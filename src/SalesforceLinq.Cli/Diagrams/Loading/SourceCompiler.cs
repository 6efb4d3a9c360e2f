using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SalesforceLinq.Cli.Failures;

namespace SalesforceLinq.Cli.Diagrams.Loading;

/// <summary>Compiles a model's source in memory, with the usings that projects have by default.</summary>
internal sealed class SourceCompiler
{
    private const string ImplicitUsings = "global using System; global using System.Collections.Generic; global using System.IO; global using System.Linq;"
        + "global using System.Net.Http; global using System.Threading; global using System.Threading.Tasks;";

    public MemoryStream Compile(IReadOnlyList<string> files, CancellationToken cancellation)
    {
        CSharpParseOptions language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);
        IEnumerable<SyntaxTree> trees = files.Select(file => CSharpSyntaxTree.ParseText(File.ReadAllText(file), language, file, cancellationToken: cancellation))
            .Append(CSharpSyntaxTree.ParseText(ImplicitUsings, language, cancellationToken: cancellation));
        IEnumerable<MetadataReference> references = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Select(path => MetadataReference.CreateFromFile(path));
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Model", trees, references, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable));
        MemoryStream image = new();
        string[] errors = [.. compilation.Emit(image, cancellationToken: cancellation).Diagnostics
            .Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => diagnostic.ToString())];
        image.Position = 0;
        return errors.Length == 0
            ? image
            : throw new ToolException(ExitCode.Usage, "NO_MODEL", $"The model does not compile by itself: {errors[0]}{(errors.Length > 1 ? $" (and {errors.Length - 1} more)" : "")}. " +
                "Give --model the folder of the model's classes alone, or the compiled assembly.");
    }
}
