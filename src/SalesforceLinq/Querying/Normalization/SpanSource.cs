using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>
/// Finds the array behind C# 14's preference for spans: <c>array.Contains(x)</c> in an expression tree is
/// <c>MemoryExtensions.Contains((ReadOnlySpan&lt;T&gt;)array, x)</c>, which nothing but compiled code can run.
/// </summary>
internal static class SpanSource
{
    /// <summary>The array a <c>Contains</c> over a span asks, or null when the call is something else.</summary>
    public static Expression? TryUnwrap(MethodCallExpression call)
    {
        if (call.Method.DeclaringType != typeof(MemoryExtensions) || call.Method.Name != nameof(MemoryExtensions.Contains))
            return null;
        return Unwrap(call.Arguments[0]);
    }

    private static Expression? Unwrap(Expression span) => span switch
    {
        MethodCallExpression { Method.Name: "op_Implicit", Object: null, Arguments: [var source] } => Unwrap(source),
        MethodCallExpression { Method.Name: nameof(MemoryExtensions.AsSpan), Object: null, Arguments: [var source] } => Unwrap(source),
        UnaryExpression { NodeType: ExpressionType.Convert, Method.Name: "op_Implicit", Operand: var source } => Unwrap(source),
        _ => span.Type.IsByRefLike ? null : span,
    };
}
