using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SalesforceLinq.Analyzers.Editing;

/// <summary>The steps that code fixes on queries share.</summary>
internal static class QueryEdit
{
    private const string Namespace = "SalesforceLinq";

    /// <summary>Calls another method by the same syntax: type arguments and trivia stay.</summary>
    public static SimpleNameSyntax Renamed(SimpleNameSyntax name, string method) =>
        name.WithIdentifier(SyntaxFactory.Identifier(method).WithTriviaFrom(name.Identifier));

    /// <summary>The expression in parentheses, which vanish again where they are not needed.</summary>
    public static ExpressionSyntax Parenthesized(ExpressionSyntax expression) =>
        SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithTriviaFrom(expression).WithAdditionalAnnotations(Simplifier.Annotation);

    /// <summary>Puts the new node in the old one's place, and imports SalesforceLinq where the method is not yet in sight.</summary>
    public static async Task<Document> ReplaceAsync(
        Document document,
        SyntaxNode old,
        SyntaxNode @new,
        ExpressionSyntax receiver,
        string method,
        CancellationToken cancellation)
    {
        SyntaxNode root = (await document.GetSyntaxRootAsync(cancellation).ConfigureAwait(false))!;
        SemanticModel model = (await document.GetSemanticModelAsync(cancellation).ConfigureAwait(false))!;
        bool isInSight = model.LookupSymbols(
            receiver.SpanStart,
            model.GetTypeInfo(receiver, cancellation).Type,
            method,
            includeReducedExtensionMethods: true).Length > 0;

        SyntaxNode changed = root.ReplaceNode(old, @new);
        if (!isInSight && changed is CompilationUnitSyntax unit)
        {
            changed = unit.AddUsings(SyntaxFactory.UsingDirective(SyntaxFactory.ParseName(Namespace))
                .NormalizeWhitespace()
                .WithTrailingTrivia(SyntaxFactory.ElasticLineFeed));
        }

        return document.WithSyntaxRoot(changed);
    }
}
