using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using SalesforceLinq.Analyzers.Queries;

namespace SalesforceLinq.Analyzers;

/// <summary>SFL0004: <c>FromSoql</c> handed a text into which values were put without escaping.</summary>
/// <remarks>It looks at the syntax, since such a call does not even bind where <c>FromSoql</c> takes nothing but an interpolated string.</remarks>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RawSoqlAnalyzer() : QueryAnalyzer(Rule)
{
    /// <summary>The rule's id.</summary>
    public const string RuleId = "SFL0004";

    private static readonly DiagnosticDescriptor Rule = new(
        RuleId,
        "FromSoql escapes only the holes of an interpolated string",
        "This text reaches FromSoql ready-made, so nothing in it is escaped. Write FromSoql($\"…\") with the values in its holes: they become escaped literals.",
        "Security",
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        "SOQL that is concatenated from values lets whoever chooses a value change the query (SOQL injection).",
        HelpPages.Of(RuleId));

    private protected override void Look(CompilationStartAnalysisContext start, SalesforceQueries queries) =>
        start.RegisterSyntaxNodeAction(found => Check(found, queries), SyntaxKind.InvocationExpression);

    private static void Check(SyntaxNodeAnalysisContext context, SalesforceQueries queries)
    {
        if (context.Node is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.Text: "FromSoql", Expression: { } receiver },
                ArgumentList.Arguments: { Count: > 0 } arguments,
            }
            && context.SemanticModel.GetTypeInfo(receiver, context.CancellationToken).Type is { } type
            && (queries.IsSet(type) || queries.IsQueryType(type))
            && IsRaw(arguments[0].Expression, context.SemanticModel, context.CancellationToken))
        {
            context.ReportDiagnostic(Diagnostic.Create(Rule, arguments[0].Expression.GetLocation()));
        }
    }

    private static bool IsRaw(ExpressionSyntax soql, SemanticModel model, CancellationToken cancellation)
    {
        while (soql is ParenthesizedExpressionSyntax parenthesized)
            soql = parenthesized.Expression;

        if (soql is InterpolatedStringExpressionSyntax || model.GetConstantValue(soql, cancellation).HasValue)
            return false;
        if (model.GetTypeInfo(soql, cancellation).Type is { SpecialType: SpecialType.System_String })
            return true;

        ExpressionSyntax origin = InitialValue(soql, model, cancellation) ?? soql;
        return IsFactoryCall(origin, model, cancellation, out ExpressionSyntax? format)
            && !model.GetConstantValue(format!, cancellation).HasValue;
    }

    private static ExpressionSyntax? InitialValue(ExpressionSyntax name, SemanticModel model, CancellationToken cancellation) =>
        model.GetSymbolInfo(name, cancellation).Symbol is ILocalSymbol local
        && local.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancellation) is VariableDeclaratorSyntax { Initializer.Value: { } value }
            ? value
            : null;

    private static bool IsFactoryCall(ExpressionSyntax value, SemanticModel model, CancellationToken cancellation, out ExpressionSyntax? format)
    {
        format = (value as InvocationExpressionSyntax)?.ArgumentList.Arguments.FirstOrDefault()?.Expression;
        return format is not null
            && model.GetSymbolInfo(value, cancellation).Symbol is IMethodSymbol { Name: "Create", ContainingType.Name: "FormattableStringFactory" };
    }
}
