using System.Text.RegularExpressions;

namespace SalesforceLinq.Conformance.Tests.Documentation;

/// <summary>A block of C# on a page.</summary>
/// <param name="Line">Line of its first statement, from 1.</param>
/// <param name="Context">Declarations it relies on, from a hidden comment of the page.</param>
/// <param name="Code">The block.</param>
public sealed record Snippet(int Line, string Context, string Code);

/// <summary>
/// A page of the documentation. A block between <c>```csharp</c> and <c>```</c> is a program of its own; what its blocks
/// have in common (a client, a class) stands in a comment that readers do not see: <c>&lt;!-- csharp … --&gt;</c>.
/// </summary>
public sealed partial record MarkdownPage(string Name, string Text)
{
    // The rules' pages show lines and expressions on purpose, many of them wrong: the analyzers' own tests compile those.
    private const string RulePages = "docs/analyzers/";

    /// <summary>The folder of the repository.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>README.md and all pages below docs/.</summary>
    public static IReadOnlyList<MarkdownPage> All()
    {
        IEnumerable<string> files = Directory.EnumerateFiles(Path.Combine(Root, "docs"), "*.md", SearchOption.AllDirectories).Prepend(Path.Combine(Root, "README.md"));
        return
        [
            .. files.Where(File.Exists)
                .Select(file => new MarkdownPage(Path.GetRelativePath(Root, file).Replace('\\', '/'), File.ReadAllText(file).ReplaceLineEndings("\n")))
                .Where(page => !page.Name.StartsWith(RulePages, StringComparison.Ordinal)),
        ];
    }

    /// <summary>The blocks, in their order.</summary>
    public IEnumerable<Snippet> Snippets()
    {
        string context = string.Join('\n', Hidden().Matches(Text).Select(match => match.Groups[1].Value));
        foreach (Match block in Block().Matches(Text))
            yield return new Snippet(Text.AsSpan(0, block.Groups[1].Index).Count('\n') + 1, context, block.Groups[1].Value);
    }

    private static string FindRoot()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SalesforceLinq.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("The tests do not run below the folder of the solution.");
    }

    [GeneratedRegex(@"^```csharp\n(.*?)^```$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^<!-- csharp\n(.*?)^-->$", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Hidden();
}
