using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>SFL0001: a method that SOQL has no word for, in a lambda that must become SOQL.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MethodWithoutSoqlAnalyzer() : QueryAnalyzer(Rule)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "SFL0001";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleId,
        "SOQL has no word for this method",
        "SOQL has no word for '{0}'. Call it before the query, in the final Select, or in memory after AsAsyncEnumerable().",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A query over a Salesforce object is refused when it runs if a lambda calls a method on the record that SOQL cannot say.",
        HelpPages.Of(RuleId));

    private protected override void Look(CompilationStartAnalysisContext start, SalesforceQueries queries)
    {
        QueryLambdas lambdas = new(queries);
        start.RegisterOperationAction(found => Check(found, lambdas), OperationKind.Invocation);
    }

    private static void Check(OperationAnalysisContext context, QueryLambdas lambdas)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!call.IsImplicit && SoqlWords.MissingFor(call) is { } missing && lambdas.MustBeSoql(call))
            context.ReportDiagnostic(Diagnostic.Create(Rule, call.Syntax.GetLocation(), missing));
    }
}
