using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Analyzers.Editing;

namespace SalesforceLinq.Analyzers;

/// <summary>Turns SOQL that was added up of texts and values into one interpolated string, with the values in its holes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(RawSoqlFix)), Shared]
public sealed class RawSoqlFix : CodeFixProvider
{
    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(RawSoqlAnalyzer.RuleId);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode root = (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false))!;
        if (root.FindNode(context.Span, getInnermostNodeForTie: true) is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.AddExpression } sum
            || SoqlConcatenation.TryInterpolate(sum) is not { } interpolated)
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                "Put the values into the holes of one interpolated string",
                _ => Task.FromResult(context.Document.WithSyntaxRoot(root.ReplaceNode(sum, interpolated.WithTriviaFrom(sum)))),
                nameof(RawSoqlFix)),
            context.Diagnostics[0]);
    }
}
