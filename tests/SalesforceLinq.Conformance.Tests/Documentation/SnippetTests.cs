namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>Compiles every C# block of README.md and of docs/, so that no page shows code that does not exist.</summary>
public sealed class SnippetTests
{
    public static TheoryData<string> Pages => [.. MarkdownPage.All().Select(page => page.Name)];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Every_csharp_block_of_the_page_compiles(string name)
    {
        MarkdownPage page = MarkdownPage.All().Single(candidate => candidate.Name == name);
        List<string> problems = [];
        foreach (Snippet snippet in page.Snippets())
            problems.AddRange(SnippetCompiler.Problems(snippet).Select(problem => $"{name}, line {problem}"));
        problems.Should().BeEmpty();
    }

    [Fact]
    public void Guides_of_the_client_have_blocks() =>
        MarkdownPage.All().Where(page => page.Name is "docs/client.md" or "docs/authentication.md")
            .Should().HaveCount(2).And.OnlyContain(page => page.Snippets().Count() > 10);

    [Fact]
    public void Block_that_does_not_compile_is_found() =>
        SnippetCompiler.Problems(new Snippet(7, "", "int number = client.NoSuchMember;")).Should().ContainSingle().Which.Should().StartWith("7: ");
}
