using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>
/// An internal type's namespace is its folder. A public type lies in the folder of its concept and in the namespace of its project,
/// so that a user needs one <c>using</c> (docs/decisions.md).
/// </summary>
public sealed class NamespaceRule : IHouseRule
{
    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project)
    {
        foreach (SourceFile file in project.Files)
        {
            string folderNamespace = file.Folder.Length == 0 ? project.Name : project.Name + "." + file.Folder.Replace('/', '.');
            foreach (MemberDeclarationSyntax type in file.Tree.GetRoot().DescendantNodes().OfType<MemberDeclarationSyntax>().Where(IsTopLevelType))
            {
                ISymbol symbol = file.Model.GetDeclaredSymbol(type)!;
                string expected = symbol.DeclaredAccessibility == Accessibility.Public ? project.Name : folderNamespace;
                string actual = symbol.ContainingNamespace.ToDisplayString();
                if (actual != expected)
                    yield return $"{file.At(type)}: '{symbol.Name}' is in namespace {actual}, it belongs to {expected}.";
            }
        }
    }

    private static bool IsTopLevelType(MemberDeclarationSyntax member) =>
        member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax && member.Parent is not BaseTypeDeclarationSyntax
        && member.Parent is BaseNamespaceDeclarationSyntax or CompilationUnitSyntax;
}
