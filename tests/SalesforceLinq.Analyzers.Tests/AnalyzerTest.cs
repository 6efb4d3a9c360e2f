using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SalesforceLinq.Analyzers.Tests;

/// <summary>Runs one rule over statements of a method; what it must report stands in <c>[|…|]</c>.</summary>
/// <typeparam name="TAnalyzer">The rule.</typeparam>
public abstract class AnalyzerTest<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>The rule reports exactly what is marked in the statements of a method: nothing, where nothing is marked.</summary>
    protected static Task Reports(string statements) => ReportsInFile(InMethod("void", statements));

    /// <summary>The same, in a method that is async.</summary>
    protected static Task ReportsInAsync(string statements) => ReportsInFile(InMethod("async Task", statements + " await Task.Yield();"));

    /// <summary>The same, in code that the compiler refuses as well.</summary>
    protected static Task ReportsBesideErrors(string statements) => ReportsInFile(InMethod("void", statements), mayFailToCompile: true);

    /// <summary>The same, for the text of a whole file.</summary>
    protected static async Task ReportsInFile(string marked, bool mayFailToCompile = false)
    {
        (string code, TextSpan[] expected) = Unmark(marked);
        using AdhocWorkspace workspace = new();
        Document document = Add(workspace, code);
        IReadOnlyList<Diagnostic> found = await RunAsync(document, mayFailToCompile);
        found.Select(diagnostic => code.Substring(diagnostic.Location.SourceSpan.Start, diagnostic.Location.SourceSpan.Length))
            .Should().Equal(expected.Select(span => code.Substring(span.Start, span.Length)));
        found.Select(diagnostic => diagnostic.Location.SourceSpan).Should().Equal(expected);
    }

    /// <summary>The fix for the one thing reported turns the statements into the others.</summary>
    protected static Task Fixes<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() =>
        FixesFile<TFix>(
            "using SalesforceLinq;" + InMethod("async Task", before + " await Task.Yield();"),
            "using SalesforceLinq;" + InMethod("async Task", after + " await Task.Yield();"));

    /// <summary>The same, where the statements do not compile before the fix.</summary>
    protected static Task FixesError<TFix>(string before, string after)
        where TFix : CodeFixProvider, new() =>
        FixesFile<TFix>("using SalesforceLinq;" + InMethod("void", before), "using SalesforceLinq;" + InMethod("void", after), mayFailToCompile: true);

    /// <summary>The same, for the text of a whole file.</summary>
    protected static async Task FixesFile<TFix>(string before, string after, bool mayFailToCompile = false)
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Document document = Add(workspace, before);
        Diagnostic reported = (await RunAsync(document, mayFailToCompile)).Should().ContainSingle().Subject;

        CodeAction action = (await OfferedAsync<TFix>(document, reported)).Should().ContainSingle().Subject;
        ApplyChangesOperation change = (await action.GetOperationsAsync(default)).OfType<ApplyChangesOperation>().Single();

        Document changed = change.ChangedSolution.GetDocument(document.Id)!;
        (await changed.GetTextAsync()).ToString().Should().Be(after);
        (await RunAsync(changed, mayFailToCompile: false)).Should().BeEmpty();
    }

    /// <summary>The rule reports something in the statements, and no fix is offered for it.</summary>
    protected static async Task OffersNothing<TFix>(string statements, bool mayFailToCompile = false)
        where TFix : CodeFixProvider, new()
    {
        using AdhocWorkspace workspace = new();
        Document document = Add(workspace, InMethod("async Task", statements + " await Task.Yield();"));
        Diagnostic reported = (await RunAsync(document, mayFailToCompile)).Should().ContainSingle().Subject;
        (await OfferedAsync<TFix>(document, reported)).Should().BeEmpty();
    }

    private static async Task<List<CodeAction>> OfferedAsync<TFix>(Document document, Diagnostic reported)
        where TFix : CodeFixProvider, new()
    {
        List<CodeAction> offered = [];
        await new TFix().RegisterCodeFixesAsync(new CodeFixContext(document, reported, (action, _) => offered.Add(action), default));
        return offered;
    }

    private static string InMethod(string returns, string statements) =>
        $$"""
        {{SnippetProject.Usings}}
        class Snippet
        {
            {{returns}} Run(CrmContext context, string name, string[] names, List<Contact> list)
            {
                {{statements}}
            }
        }
        """;

    private static Document Add(AdhocWorkspace workspace, string code) => SnippetProject.Create(workspace, code);

    private static Task<IReadOnlyList<Diagnostic>> RunAsync(Document document, bool mayFailToCompile) =>
        SnippetProject.AnalyzeAsync(new TAnalyzer(), document, mayFailToCompile);

    private static (string Code, TextSpan[] Spans) Unmark(string marked)
    {
        List<TextSpan> spans = [];
        for (int start = marked.IndexOf("[|", StringComparison.Ordinal); start >= 0; start = marked.IndexOf("[|", StringComparison.Ordinal))
        {
            int end = marked.IndexOf("|]", start, StringComparison.Ordinal);
            spans.Add(TextSpan.FromBounds(start, end - 2));
            marked = marked[..start] + marked[(start + 2)..end] + marked[(end + 2)..];
        }

        return (marked, [.. spans]);
    }
}
