using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using SalesforceLinq.Architecture.Tests.Sources;

namespace SalesforceLinq.Architecture.Tests.Rules;

/// <summary>Every public type and member says what it means: a summary with words in it, or an inherited one.</summary>
public sealed class DocumentationRule : IHouseRule
{
    /// <inheritdoc />
    public IEnumerable<string> Violations(ProductProject project) =>
        from type in Types(project.Compilation.Assembly.GlobalNamespace)
        where IsVisible(type)
        from symbol in type.GetMembers().Where(IsVisible).Where(IsWritten).Prepend(type)
        where !HasWords(symbol)
        select $"{symbol.Locations[0].SourceTree?.FilePath}: '{symbol.ToDisplayString()}' is public and not documented.";

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol container) =>
        container.GetMembers().OfType<INamespaceOrTypeSymbol>().SelectMany(Types)
            .Concat(container is INamedTypeSymbol type ? [type] : []);

    private static bool IsVisible(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal
        && (symbol.ContainingType is null || IsVisible(symbol.ContainingType));

    // A record's positional members are documented by its <param> tags; what the compiler adds has no author.
    private static bool IsWritten(ISymbol symbol) =>
        !symbol.IsImplicitlyDeclared && symbol is not INamedTypeSymbol && symbol.CanBeReferencedByName
        && symbol is not IPropertySymbol { ContainingType.IsRecord: true, IsImplicitlyDeclared: true }
        && !IsPositional(symbol);

    private static bool IsPositional(ISymbol symbol) =>
        symbol is IPropertySymbol { ContainingType.IsRecord: true } property
        && property.DeclaringSyntaxReferences.All(reference =>
            reference.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.ParameterSyntax);

    private static bool HasWords(ISymbol symbol)
    {
        string? xml = symbol.GetDocumentationCommentXml();
        if (string.IsNullOrWhiteSpace(xml))
            return false;

        XElement comment = XElement.Parse(xml.StartsWith("<member", StringComparison.Ordinal) ? xml : $"<member>{xml}</member>");
        return comment.Element("inheritdoc") is not null
            || comment.Element("summary") is { } summary && (summary.Value.Trim().Length > 0 || summary.HasElements);
    }
}
