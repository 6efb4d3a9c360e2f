using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SalesforceLinq.Analyzers.Tests;

/// <summary>Compiles a snippet with a small model against SalesforceLinq itself, and runs a rule over it.</summary>
internal static class SnippetProject
{
    /// <summary>What a snippet may use without saying so.</summary>
    public const string Usings =
        "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using System.Runtime.CompilerServices;";

    private const string Model = """
        using System;
        using System.Collections.Generic;
        using SalesforceLinq;

        public class Account
        {
            public string? Id { get; set; }
            public string Name { get; set; } = "";
            public decimal? AnnualRevenue { get; set; }
            public ICollection<Contact> Contacts { get; set; } = new List<Contact>();
        }

        [Flags] public enum Interests { None, Sailing, Chess }

        public class Contact
        {
            public string? Id { get; set; }
            public string LastName { get; set; } = "";
            public string? Email { get; set; }
            public string? AccountId { get; set; }
            public Account? Account { get; set; }
            public Interests Interests { get; set; }
            public DateTimeOffset CreatedDate { get; set; }
            public DateOnly? Birthdate { get; set; }
            [ExtraFields] public IDictionary<string, object?> Extra { get; set; } = new Dictionary<string, object?>();
        }

        public class CrmContext : SalesforceContext
        {
            public SObjectSet<Account> Accounts => Set<Account>();
            public SObjectSet<Contact> Contacts => Set<Contact>();
        }

        public static class Own
        {
            public static string Normalize(string? text) => text ?? "";
            public static bool Contains(this Contact contact, string text) => false;
            public static System.Linq.IQueryable<T> Recent<T>(this System.Linq.IQueryable<T> query) => query;
        }
        """;

    private static readonly MetadataReference[] References =
        [.. ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!).Split(Path.PathSeparator)
            .Where(path => Path.GetFileName(path) is var name && (name.StartsWith("System.", StringComparison.Ordinal) || name.StartsWith("SalesforceLinq", StringComparison.Ordinal)
                || name is "Newtonsoft.Json.dll" or "netstandard.dll" or "mscorlib.dll"))
            .Append(typeof(object).Assembly.Location)
            .Distinct()
            .Select(path => MetadataReference.CreateFromFile(path))];

    /// <summary>A document with the snippet in a project of its own.</summary>
    public static Document Create(AdhocWorkspace workspace, string code) =>
        workspace.AddProject("Snippet", LanguageNames.CSharp)
            .WithCompilationOptions(new CSharpCompilationOptions(
                code.Contains("class ") ? OutputKind.DynamicallyLinkedLibrary : OutputKind.ConsoleApplication,
                nullableContextOptions: NullableContextOptions.Enable))
            .WithParseOptions(new CSharpParseOptions(LanguageVersion.CSharp14))
            .WithMetadataReferences(References)
            .AddDocument("Usings.cs", code.Contains("using SalesforceLinq") || code.Contains("// without using") ? "" : "global using SalesforceLinq;").Project
            .AddDocument("Model.cs", Model).Project
            .AddDocument("Snippet.cs", code);

    /// <summary>What a rule reports in a document.</summary>
    public static async Task<IReadOnlyList<Diagnostic>> AnalyzeAsync(DiagnosticAnalyzer rule, Document document, bool mayFailToCompile)
    {
        Compilation compilation = (await document.Project.GetCompilationAsync())!;
        if (!mayFailToCompile)
            compilation.GetDiagnostics().Where(found => found.Severity == DiagnosticSeverity.Error).Should().BeEmpty();

        CompilationWithAnalyzersOptions options = new(new AnalyzerOptions([]), null, concurrentAnalysis: true, logAnalyzerExecutionTime: false);
        IEnumerable<Diagnostic> found = await compilation.WithAnalyzers([rule], options).GetAnalyzerDiagnosticsAsync();
        found.Should().NotContain(diagnostic => diagnostic.Id == "AD0001", "an analyzer must not fail");
        return [.. found.OrderBy(diagnostic => diagnostic.Location.SourceSpan)];
    }
}
