using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>SFL0003: a query that is run synchronously inside an async method.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BlockingQueryAnalyzer() : QueryAnalyzer(Rule)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "SFL0003";

    /// <summary>The property of a diagnostic that names the awaitable method to call instead.</summary>
    internal const string Counterpart = nameof(Counterpart);

    internal const string Stream = "AsAsyncEnumerable";

    private static readonly HashSet<string> Awaitable =
    [
        "All", "Any", "Average", "Contains", "Count", "ElementAt", "First", "FirstOrDefault", "Last", "LastOrDefault", "LongCount", "Max", "Min",
        "Single", "SingleOrDefault", "Sum", "ToArray", "ToDictionary", "ToHashSet", "ToList",
    ];

    private static readonly DiagnosticDescriptor Rule = new(
        RuleId,
        "Await the query inside an async method",
        "'{0}' blocks the thread of an async method until Salesforce has answered; await '{1}' instead",
        "Reliability",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "A synchronous terminal holds its thread for every page of the result. Inside an async method, await the asynchronous one.",
        HelpPages.Of(RuleId));

    private protected override void Look(CompilationStartAnalysisContext start, SalesforceQueries queries)
    {
        start.RegisterOperationAction(found => CheckCall(found, queries), OperationKind.Invocation);
        start.RegisterOperationAction(found => CheckLoop(found, queries), OperationKind.Loop);
        start.RegisterOperationAction(found => CheckSpread(found, queries), OperationKind.Spread);
    }

    private static void CheckCall(OperationAnalysisContext context, SalesforceQueries queries)
    {
        IInvocationOperation call = (IInvocationOperation)context.Operation;
        IOperation? source = SalesforceQueries.SourceOf(call);
        if (!queries.IsTerminal(call.TargetMethod) || !RunsAsync(context) || !queries.IsSequenceOfQuery(source))
            return;

        string name = call.TargetMethod.Name;
        Location place = call.Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax access }
            ? access.Name.GetLocation()
            : call.Syntax.GetLocation();
        Report(context, place, name, Awaitable.Contains(name) && queries.IsQuery(source) ? name + "Async" : Stream);
    }

    private static void CheckLoop(OperationAnalysisContext context, SalesforceQueries queries)
    {
        if (context.Operation is IForEachLoopOperation { IsAsynchronous: false } loop
            && RunsAsync(context) && queries.IsSequenceOfQuery(loop.Collection))
        {
            Report(context, loop.Collection.Syntax.GetLocation(), "foreach", Stream);
        }
    }

    private static void CheckSpread(OperationAnalysisContext context, SalesforceQueries queries)
    {
        ISpreadOperation spread = (ISpreadOperation)context.Operation;
        if (RunsAsync(context) && queries.IsSequenceOfQuery(spread.Operand))
            Report(context, spread.Operand.Syntax.GetLocation(), "..", "ToListAsync");
    }

    private static void Report(OperationAnalysisContext context, Location place, string blocking, string counterpart) =>
        context.ReportDiagnostic(Diagnostic.Create(
            Rule,
            place,
            ImmutableDictionary<string, string?>.Empty.Add(Counterpart, counterpart),
            blocking,
            counterpart));

    // The nearest function counts: a lambda that is not async cannot await, wherever it stands, and one in a query is never run.
    private static bool RunsAsync(OperationAnalysisContext context)
    {
        for (IOperation? around = context.Operation.Parent; around is not null; around = around.Parent)
        {
            if (around is IAnonymousFunctionOperation lambda)
                return lambda.Symbol.IsAsync;
            if (around is ILocalFunctionOperation local)
                return local.Symbol.IsAsync;
        }

        return context.ContainingSymbol is IMethodSymbol { IsAsync: true };
    }
}
