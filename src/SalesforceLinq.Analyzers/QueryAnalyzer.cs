using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>Looks at the queries of a project that uses SalesforceLinq; in other projects it does nothing.</summary>
public abstract class QueryAnalyzer : DiagnosticAnalyzer
{
    private protected QueryAnalyzer(DiagnosticDescriptor rule) => SupportedDiagnostics = ImmutableArray.Create(rule);

    /// <inheritdoc />
    public sealed override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; }

    /// <inheritdoc />
    public sealed override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterCompilationStartAction(start =>
        {
            if (SalesforceQueries.In(start.Compilation) is { } queries)
                Look(start, queries);
        });
    }

    /// <summary>Says what is to be looked at.</summary>
    private protected abstract void Look(CompilationStartAnalysisContext start, SalesforceQueries queries);
}
