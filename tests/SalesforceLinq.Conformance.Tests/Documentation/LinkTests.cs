using System.Text.RegularExpressions;

namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>Every link of README.md and docs/ to a file of the repository leads to one that is there.</summary>
public sealed partial class LinkTests
{
    [Fact]
    public void Links_lead_to_pages_that_exist()
    {
        List<string> broken = [];
        foreach (MarkdownPage page in MarkdownPage.All())
        {
            foreach (string target in Link().Matches(page.Text).Select(match => match.Groups[1].Value).Where(target => !target.Contains("://", StringComparison.Ordinal)))
            {
                string path = target.Split('#')[0];
                if (path.Length > 0 && !Path.Exists(Path.GetFullPath(Path.Combine(MarkdownPage.Root, Path.GetDirectoryName(page.Name)!, path))))
                    broken.Add($"{page.Name}: {target}");
            }
        }

        broken.Should().BeEmpty();
    }

    [Fact]
    public void Every_guide_is_reached_from_the_readme_or_from_a_page_it_leads_to()
    {
        HashSet<string> reached = ["README.md"];
        Queue<string> open = new(reached);
        Dictionary<string, MarkdownPage> pages = MarkdownPage.All().ToDictionary(page => page.Name);
        while (open.TryDequeue(out string? name))
        {
            foreach (string target in Link().Matches(pages[name].Text).Select(match => match.Groups[1].Value.Split('#')[0]))
            {
                string path = Path.GetRelativePath(MarkdownPage.Root, Path.GetFullPath(Path.Combine(MarkdownPage.Root, Path.GetDirectoryName(name)!, target))).Replace('\\', '/');
                if (pages.ContainsKey(path) && reached.Add(path))
                    open.Enqueue(path);
            }
        }

        pages.Keys.Should().BeSubsetOf(reached);
    }

    [GeneratedRegex(@"\]\(([^)\s]+)\)")]
    private static partial Regex Link();
}
