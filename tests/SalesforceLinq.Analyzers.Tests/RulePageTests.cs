using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SalesforceLinq.Analyzers.Tests;

/// <summary>Every rule has a page, and what the page shows is so.</summary>
public sealed partial class RulePageTests
{
    private const string Marker = "// reported";

    public static TheoryData<string> Rules => [.. All().Select(rule => rule.SupportedDiagnostics[0].Id)];

    [Fact]
    public void Every_rule_has_an_id_of_its_own() =>
        All().SelectMany(rule => rule.SupportedDiagnostics).Select(rule => rule.Id).Should().HaveCountGreaterThanOrEqualTo(5).And.OnlyHaveUniqueItems().And.OnlyContain(id => Regex.IsMatch(id, @"^SFL\d{4}$"));

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page_and_a_row_in_the_table(string id)
    {
        DiagnosticDescriptor rule = Rule(id).SupportedDiagnostics.Single();

        File.Exists(PathOf(id)).Should().BeTrue();
        rule.HelpLinkUri.Should().EndWith($"docs/analyzers/{id}.md");
        File.ReadAllText(PathOf(id)).Should().StartWith($"# {id}: {rule.Title}\n");
        File.ReadAllText(PathOf("README")).Should().Contain($"[{id}]({id}.md)");
    }

    [Fact]
    public void Every_page_belongs_to_a_rule() =>
        Directory.EnumerateFiles(Path.GetDirectoryName(PathOf("README"))!, "SFL*.md").Select(Path.GetFileNameWithoutExtension).Should().BeEquivalentTo(All().Select(rule => rule.SupportedDiagnostics[0].Id));

    [Theory]
    [MemberData(nameof(Rules))]
    public async Task The_rule_reports_the_lines_the_page_says_and_no_others(string id)
    {
        List<string> blocks = [.. Block().Matches(File.ReadAllText(PathOf(id)).ReplaceLineEndings("\n")).Select(match => match.Groups[1].Value)];
        blocks.Should().Contain(block => block.Contains(Marker)).And.Contain(block => !block.Contains(Marker));
        foreach (string block in blocks)
        {
            // What is reported need not compile; what is advised must.
            IReadOnlyList<int> reported = await ReportedLinesAsync(Rule(id), block, mayFailToCompile: block.Contains(Marker));
            reported.Should().Equal(block.Split('\n').Select((line, i) => (line, i)).Where(line => line.line.Contains(Marker)).Select(line => line.i), block);
        }
    }

    private static async Task<IReadOnlyList<int>> ReportedLinesAsync(DiagnosticAnalyzer rule, string block, bool mayFailToCompile)
    {
        string code =
            $$"""
            {{SnippetProject.Usings}}
            class Snippet
            {
                async Task Run(CrmContext context, string name, string start, string lastId, string soql)
                {
            #line 1
            {{block}}
            #line default
                    await Task.Yield();
                }
            }
            """;
        using AdhocWorkspace workspace = new();
        IReadOnlyList<Diagnostic> found = await SnippetProject.AnalyzeAsync(rule, SnippetProject.Create(workspace, code), mayFailToCompile);
        return [.. found.Select(diagnostic => diagnostic.Location.GetMappedLineSpan().StartLinePosition.Line).Distinct()];
    }

    private static DiagnosticAnalyzer Rule(string id) => All().Single(rule => rule.SupportedDiagnostics[0].Id == id);

    private static IEnumerable<DiagnosticAnalyzer> All() => typeof(RawSoqlAnalyzer).Assembly.GetTypes()
        .Where(type => typeof(DiagnosticAnalyzer).IsAssignableFrom(type) && !type.IsAbstract)
        .Select(type => (DiagnosticAnalyzer)Activator.CreateInstance(type)!)
        .OrderBy(rule => rule.SupportedDiagnostics[0].Id);

    private static string PathOf(string page)
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesforceLinq.sln")))
            folder = folder.Parent;
        return Path.Combine(folder!.FullName, "docs", "analyzers", page + ".md");
    }

    [GeneratedRegex(@"^```csharp\n(.*?)\n```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
