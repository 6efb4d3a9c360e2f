using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>SFL0005: <c>ToAsyncEnumerable()</c> on a query, which only looks asynchronous.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncConversionAnalyzer() : QueryAnalyzer(Rule)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "SFL0005";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleId,
        "Stream a query with AsAsyncEnumerable",
        "'ToAsyncEnumerable' enumerates the query synchronously and blocks on every page; call 'AsAsyncEnumerable' instead",
        "Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "LINQ's own ToAsyncEnumerable wraps the blocking enumerator of a sequence. AsAsyncEnumerable awaits the pages.",
        HelpPages.Of(RuleId));

    private protected override void Look(CompilationStartAnalysisContext start, SalesforceQueries queries) =>
        start.RegisterOperationAction(found => Check(found, queries), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, SalesforceQueries queries)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "ToAsyncEnumerable", IsExtensionMethod: true } || !queries.IsQuery(SalesforceQueries.SourceOf(call)))
            return;

        Location place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? access.Name.GetLocation()
            : call.Syntax.GetLocation();
        context.ReportDiagnostic(Diagnostic.Create(Rule, place));
    }
}
