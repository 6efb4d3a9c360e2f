using Microsoft.CodeAnalysis;

namespace SalesforceLinq.Architecture.Tests.Sources;

/// <summary>One C# file of a product project, with what the compiler knows about it.</summary>
/// <param name="Path">Path inside the project, with forward slashes: <c>Querying/Plans/QueryPlan.cs</c>.</param>
/// <param name="Tree">The parsed text.</param>
/// <param name="Model">Resolves the names in the text.</param>
public sealed record SourceFile(string Path, SyntaxTree Tree, SemanticModel Model)
{
    /// <summary>The folder inside the project; empty for the root folder.</summary>
    public string Folder => FolderOf(Path);

    /// <summary>Number of lines of the file.</summary>
    public int LineCount
    {
        get
        {
            string text = Tree.ToString();
            return text.AsSpan().Count('\n') + (text.EndsWith('\n') ? 0 : 1);
        }
    }

    /// <summary>The file and line of a node, as an editor understands it.</summary>
    public string At(SyntaxNode node) => $"{Path}:{Tree.GetLineSpan(node.Span).StartLinePosition.Line + 1}";

    internal static string FolderOf(string path) => path.Contains('/') ? path[..path.LastIndexOf('/')] : "";
}
