using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;

namespace SalesforceLinq.Analyzers;

/// <summary>Mends one kind of report on a query, one at a time or all of a solution at once.</summary>
public abstract class QueryFix : CodeFixProvider
{
    private protected QueryFix(string ruleId) => FixableDiagnosticIds = ImmutableArray.Create(ruleId);

    /// <inheritdoc />
    public sealed override ImmutableArray<string> FixableDiagnosticIds { get; }

    /// <inheritdoc />
    public sealed override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    /// <inheritdoc />
    public sealed override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        if (await context.Document.GetSyntaxRootAsync(context.CancellationToken).ConfigureAwait(false) is { } root)
            await OfferAsync(context, root, root.FindNode(context.Span, getInnermostNodeForTie: true)).ConfigureAwait(false);
    }

    /// <summary>Offers the change, if there is one.</summary>
    /// <param name="context">The report.</param>
    /// <param name="root">The file.</param>
    /// <param name="place">What the report is about.</param>
    private protected abstract Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place);

    /// <summary>Offers one change.</summary>
    private protected void Offer(CodeFixContext context, string words, Func<CancellationToken, Task<Document>> change) =>
        context.RegisterCodeFix(CodeAction.Create(words, change, GetType().Name), context.Diagnostics[0]);
}
