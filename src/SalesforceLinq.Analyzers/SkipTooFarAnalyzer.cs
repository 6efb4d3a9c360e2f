using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>SFL0002: <c>Skip</c> or <c>ElementAt</c> by a constant that SOQL's OFFSET does not reach.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SkipTooFarAnalyzer() : QueryAnalyzer(Rule)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "SFL0002";

    private const int MaxOffset = 2000;

    private static readonly HashSet<string> Offsets = ["Skip", "ElementAt", "ElementAtOrDefault", "ElementAtAsync"];

    private static readonly DiagnosticDescriptor Rule = new(
        RuleId,
        "SOQL skips 2,000 rows at most",
        "SOQL's OFFSET ends at 2,000, so {0}({1}) is refused. Order by a key and ask for rows after the last one seen.",
        "Usage",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "OFFSET takes 2,000 at most. Page by a key instead, or stream the rows with AsAsyncEnumerable().",
        HelpPages.Of(RuleId));

    private protected override void Look(CompilationStartAnalysisContext start, SalesforceQueries queries) =>
        start.RegisterOperationAction(found => Check(found, queries), OperationKind.Invocation);

    private static void Check(OperationAnalysisContext context, SalesforceQueries queries)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        if (!Offsets.Contains(call.TargetMethod.Name)
            || !queries.IsOperator(call.TargetMethod)
            || call.Arguments.FirstOrDefault(argument => argument.Parameter?.Ordinal == 1) is not { } count
            || count.Value.ConstantValue is not { HasValue: true, Value: int rows and > MaxOffset }
            || !queries.IsQuery(SalesforceQueries.SourceOf(call)))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(Rule, count.Syntax.GetLocation(), call.TargetMethod.Name, rows));
    }
}
