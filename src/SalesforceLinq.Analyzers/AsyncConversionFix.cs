using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Analyzers.Editing;

namespace SalesforceLinq.Analyzers;

/// <summary>Turns <c>query.ToAsyncEnumerable()</c> into <c>query.AsAsyncEnumerable()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncConversionFix)), Shared]
public sealed class AsyncConversionFix : CodeFixProvider
{
    private const string Stream = "AsAsyncEnumerable";

    /// <inheritdoc />
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = ImmutableArray.Create(AsyncConversionAnalyzer.RuleId);

    /// <inheritdoc />
    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        SyntaxNode? root = await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false);

        // 'AsyncEnumerable.ToAsyncEnumerable(query)' has no receiver to keep: the message says what to write.
        if (root?.FindNode(context.Span, getInnermostNodeForTie: true) is not SimpleNameSyntax { Parent: MemberAccessExpressionSyntax access } name
            || access.Parent is not InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 })
        {
            return;
        }

        context.RegisterCodeFix(
            CodeAction.Create(
                $"Use '{Stream}'",
                cancellation => QueryEdit.ReplaceAsync(
                    context.Document, name, QueryEdit.Renamed(name, Stream), access.Expression, Stream, cancellation),
                nameof(AsyncConversionFix)),
            context.Diagnostics[0]);
    }
}
