using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SalesforceLinq.Analyzers.Editing;

namespace SalesforceLinq.Analyzers;

/// <summary>Turns <c>query.ToAsyncEnumerable()</c> into <c>query.AsAsyncEnumerable()</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp, Name = nameof(AsyncConversionFix)), Shared]
public sealed class AsyncConversionFix() : QueryFix(AsyncConversionAnalyzer.RuleId)
{
    private const string Stream = "AsAsyncEnumerable";

    private protected override Task OfferAsync(CodeFixContext context, SyntaxNode root, SyntaxNode place)
    {
        // 'AsyncEnumerable.ToAsyncEnumerable(query)' has no receiver to keep: the message says what to write.
        if (place is SimpleNameSyntax { Parent: MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax { ArgumentList.Arguments.Count: 0 } } access } name)
        {
            Offer(context, $"Use '{Stream}'", cancellation => QueryEdit.ReplaceAsync(
                context.Document, name, QueryEdit.Renamed(name, Stream), access.Expression, Stream, cancellation));
        }

        return Task.CompletedTask;
    }
}
