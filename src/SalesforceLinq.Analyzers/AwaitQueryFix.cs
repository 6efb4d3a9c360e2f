using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Analyzers.Editing;

namespace SalesforceLinq.Analyzers;

/// <summary>Turns <c>query.ToList()</c> into <c>await query.ToListAsync()</c>, and <c>foreach</c> into <c>await foreach</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AwaitQueryFix)), Shared]
public sealed class AwaitQueryFix() : QueryFix(BlockingQueryAnalyzer.RuleId)
{
    private protected override async Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        string counterpart = context.Diagnostics[0].Properties[BlockingQueryAnalyzer.Counterpart]!;

        // C# awaits nothing inside a lock.
        if (place.FirstAncestorOrSelf<LockStatementSyntax>() is not null)
            return;

        if (place.Parent is ForEachStatementSyntax loop && loop.Expression == place
            && await IsQueryAsync(context, loop.Expression).ConfigureAwait(false))
        {
            Offer(context, "Use 'await foreach'", cancellation => AwaitLoopAsync(context.Document, loop, cancellation));
        }
        else if (counterpart != BlockingQueryAnalyzer.Stream
            && place is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access }
            && access.Name == place)
        {
            Offer(context, $"Use 'await {counterpart}'", cancellation => AwaitCallAsync(context.Document, call, access, counterpart, cancellation));
        }
    }

    private static async Task<bool> IsQueryAsync(CodeFixContext context, ExpressionSyntax sequence)
    {
        SemanticModel? model = await context.Document.GetSemanticModelAsync(context.CancellationToken).ConfigureAwait(false);
        return model.GetTypeInfo(sequence, context.CancellationToken).Type is { } type
            && type.AllInterfaces.Any(implemented => implemented is { Name: nameof(IQueryable), Arity: 0 });
    }

    private static Task<Document> AwaitCallAsync(
        Document document,
        InvocationExpressionSyntax call,
        MemberAccessExpressionSyntax access,
        string counterpart,
        CancellationToken cancellation)
    {
        InvocationExpressionSyntax renamed = call.WithExpression(access.WithName(QueryEdit.Renamed(access.Name, counterpart)));
        ExpressionSyntax awaited = SyntaxFactory.AwaitExpression(
            SyntaxFactory.Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(SyntaxFactory.Space),
            renamed.WithoutTrivia());
        return QueryEdit.ReplaceAsync(
            document, call, QueryEdit.Parenthesized(awaited.WithTriviaFrom(call)), access.Expression, counterpart, cancellation);
    }

    private static Task<Document> AwaitLoopAsync(Document document, ForEachStatementSyntax loop, CancellationToken cancellation)
    {
        ExpressionSyntax stream = SyntaxFactory.InvocationExpression(SyntaxFactory.MemberAccessExpression(
            SyntaxKind.SimpleMemberAccessExpression,
            QueryEdit.Parenthesized(loop.Expression.WithoutTrivia()),
            SyntaxFactory.IdentifierName(BlockingQueryAnalyzer.Stream)));
        ForEachStatementSyntax awaited = loop
            .WithExpression(stream.WithTriviaFrom(loop.Expression))
            .WithForEachKeyword(loop.ForEachKeyword.WithLeadingTrivia())
            .WithAwaitKeyword(SyntaxFactory.Token(SyntaxKind.AwaitKeyword)
                .WithLeadingTrivia(loop.ForEachKeyword.LeadingTrivia)
                .WithTrailingTrivia(SyntaxFactory.Space));
        return QueryEdit.ReplaceAsync(document, loop, awaited, loop.Expression, BlockingQueryAnalyzer.Stream, cancellation);
    }
}
