using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Analyzers.Editing;

namespace SalesforceLinq.Analyzers;

/// <summary>Turns SOQL that was added up of texts and values into one interpolated string, with the values in its holes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RawSoqlFix)), Shared]
public sealed class RawSoqlFix() : QueryFix(RawSoqlAnalyzer.RuleId)
{
    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        if (place is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum && SoqlConcatenation.TryInterpolate(sum) is { } interpolated)
        {
            Offer(
                context,
                "Put the values into the holes of one interpolated string",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(sum, interpolated.WithTriviaFrom(sum)))));
        }

        return Task.CompletedTask;
    }
}
