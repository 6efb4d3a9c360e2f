using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>A class is sealed, static or abstract, unless another class of the project derives from it.</summary>
public sealed class SealedRule : IHouseRule
{
    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project)
    {
        List<(SourceFile File, TypeDeclarationSyntax Syntax, INamedTypeSymbol Symbol)> classes = [.. Classes(project)];
        HashSet<INamedTypeSymbol> bases = new(
            classes.Select(found => found.Symbol.BaseType!.OriginalDefinition),
            SymbolEqualityComparer.Default);

        return from found in classes
               where !found.Symbol.IsSealed && !found.Symbol.IsStatic && !found.Symbol.IsAbstract && !bases.Contains(found.Symbol)
               select $"{found.File.At(found.Syntax)}: class '{found.Symbol.Name}' is neither sealed nor derived from.";
    }

    private static IEnumerable<(SourceFile, TypeDeclarationSyntax, INamedTypeSymbol)> Classes(ProductProject project) =>
        from file in project.Files
        from syntax in file.Tree.GetRoot().DescendantNodes().OfType<TypeDeclarationSyntax>()
        let symbol = file.Model.GetDeclaredSymbol(syntax) as INamedTypeSymbol
        where symbol is { TypeKind: TypeKind.Class, BaseType: not null }
        select (file, syntax, symbol);
}
