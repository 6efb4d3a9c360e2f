using System.Reflection;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>The guide to querying names every refusal there is, and tests that there are.</summary>
public sealed partial class QueryingPageTests
{
    private static readonly MarkdownPage Page = MarkdownPage.All().Single(page => page.Name == "docs/querying.md");

    [Fact]
    public void Every_refusal_stands_in_the_table()
    {
        Type refusals = typeof(SalesforceContext).Assembly.GetType("SalesforceLinq.Querying.Refusals.Refusal", throwOnError: true)!;
        string[] names = [.. refusals.GetMethods(BindingFlags.Static | BindingFlags.Public).Select(method => method.Name).Distinct().Order()];
        string table = Page.Text[Page.Text.IndexOf("## What is refused", StringComparison.Ordinal)..];
        string[] rows = [.. FirstCell().Matches(table).Select(match => match.Groups[1].Value).Order()];
        rows.Should().Equal(names);
    }

    [Fact]
    public void Every_test_the_page_names_exists()
    {
        string sources = string.Concat(Directory.EnumerateFiles(Path.Combine(MarkdownPage.Root, "tests"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText));
        string[] named = [.. TestName().Matches(Page.Text).Select(match => match.Groups[1].Value).Distinct()];
        named.Should().HaveCountGreaterThan(20);
        foreach (string name in named)
        {
            foreach (string part in name.Split('.'))
                sources.Should().Contain(part.EndsWith("Tests", StringComparison.Ordinal) ? $"class {part}" : $" {part}(", $"the page names {name}");
        }
    }

    [GeneratedRegex("^\\| `(\\w+)` \\|", RegexOptions.Multiline)]
    private static partial Regex FirstCell();

    [GeneratedRegex("`(\\w+Tests(?:\\.\\w+)?)`")]
    private static partial Regex TestName();
}
