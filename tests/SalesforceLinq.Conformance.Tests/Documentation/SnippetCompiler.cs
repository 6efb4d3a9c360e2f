using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>Compiles a block as a program with top-level statements, against the assemblies of this test.</summary>
internal static class SnippetCompiler
{
    private const string Usings = """
        using System;
        using System.Collections.Generic;
        using System.IO;
        using System.Linq;
        using System.Net.Http;
        using System.Threading;
        using System.Threading.Tasks;
        """;

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(() =>
    [
        .. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator).Select(path => MetadataReference.CreateFromFile(path)),
    ]);

    /// <summary>The errors, each with its line on the page.</summary>
    public static IEnumerable<string> Problems(Snippet snippet)
    {
        CSharpParseOptions language = new(LanguageVersion.Latest);
        CompilationUnitSyntax block = SyntaxFactory.ParseCompilationUnit(snippet.Code, options: language);
        CompilationUnitSyntax context = SyntaxFactory.ParseCompilationUnit(snippet.Context, options: language);
        // A page's own usings come first, and types last, wherever they were written.
        string program = string.Join('\n', [
            Usings,
            .. context.Usings.Concat(block.Usings).Select(line => line.ToString()).Distinct(),
            "System.Console.Write(\"\");",
            .. Statements(context).Where(statement => !Redeclares(statement, block)).Select(statement => statement.ToFullString()),
            $"#line {snippet.Line + block.Usings.Count}",
            .. Statements(block).Select(statement => statement.ToFullString()),
            .. block.Members.Where(IsType).Select(type => type.ToFullString()),
            .. context.Members.Where(IsType).Where(type => !block.Members.Any(own => NameOf(own) == NameOf(type))).Select(type => type.ToFullString()),
        ]);
        var compilation = CSharpCompilation.Create(
            "Snippet", [CSharpSyntaxTree.ParseText(program, language)], References.Value, new CSharpCompilationOptions(OutputKind.ConsoleApplication));
        return compilation.GetDiagnostics().Where(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error).Select(diagnostic => string.Create(
            CultureInfo.InvariantCulture,
            $"{diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line + 1}: {diagnostic.GetMessage(CultureInfo.InvariantCulture)}"));
    }

    private static IEnumerable<MemberDeclarationSyntax> Statements(CompilationUnitSyntax unit) => unit.Members.Where(member => !IsType(member));

    private static bool IsType(MemberDeclarationSyntax member) => member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax;

    private static string? NameOf(MemberDeclarationSyntax member) => (member as BaseTypeDeclarationSyntax)?.Identifier.ValueText;

    // A block that makes its own client does not want the page's.
    private static bool Redeclares(MemberDeclarationSyntax statement, CompilationUnitSyntax block)
    {
        string[] names = [.. statement.DescendantNodes().OfType<VariableDeclaratorSyntax>().Select(variable => variable.Identifier.ValueText)];
        return block.DescendantNodes().OfType<VariableDeclaratorSyntax>().Any(variable => names.Contains(variable.Identifier.ValueText));
    }
}
