using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>Which folder of a project names types of which other folder, and where it does so first.</summary>
public static class FolderDependencies
{
    /// <summary>One arrow between two folders.</summary>
    /// <param name="From">The folder that knows; empty for the root folder.</param>
    /// <param name="To">The folder that is known.</param>
    /// <param name="Example">A place where it shows: file, line, and the type named.</param>
    public sealed record Arrow(string From, string To, string Example);

    // Two rules look at the arrows, and finding them binds every name of the project.
    private static readonly ConditionalWeakTable<ProductProject, IReadOnlyList<Arrow>> Known = [];

    /// <summary>Every arrow of the project, each once.</summary>
    public static IReadOnlyList<Arrow> Of(ProductProject project) => Known.GetValue(project, Find);

    private static IReadOnlyList<Arrow> Find(ProductProject project)
    {
        Dictionary<(string, string), Arrow> arrows = [];
        foreach (SourceFile file in project.Files)
        {
            foreach (SimpleNameSyntax name in file.Tree.GetRoot().DescendantNodes().OfType<SimpleNameSyntax>())
            {
                foreach (string target in FoldersOf(file.Model.GetSymbolInfo(name).Symbol))
                {
                    if (target != file.Folder)
                        arrows.TryAdd((file.Folder, target), new Arrow(file.Folder, target, $"{file.At(name)} names '{name.Identifier.Text}'"));
                }
            }
        }

        return [.. arrows.Values];
    }

    private static IEnumerable<string> FoldersOf(ISymbol? symbol)
    {
        ISymbol? type = symbol switch
        {
            INamedTypeSymbol named => named.OriginalDefinition,
            IMethodSymbol or IPropertySymbol or IFieldSymbol or IEventSymbol => symbol.ContainingType?.OriginalDefinition,
            _ => null,
        };
        return type?.DeclaringSyntaxReferences
            .Select(reference => reference.SyntaxTree.FilePath)
            .Where(path => !path.EndsWith(".g.cs", StringComparison.Ordinal))
            .Select(SourceFile.FolderOf)
            .Distinct() ?? [];
    }
}
