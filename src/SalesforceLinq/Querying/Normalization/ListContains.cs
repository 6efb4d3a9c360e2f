using System.Linq.Expressions;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Recognizes a question to a list in memory: <c>ids.Contains(c.Id)</c>, <c>ids.Any(i => i == c.Id)</c>.</summary>
internal static class ListContains
{
    /// <summary>The list and the item, or null when the call is something else.</summary>
    public static (SlotExpression List, Expression Item)? TryRead(MethodCallExpression call, Expression? instance, IReadOnlyList<Expression> arguments)
    {
        if (call.Method.Name == nameof(IDictionary<,>.ContainsKey) && instance is SlotExpression dictionary && arguments.Count == 1)
            return (dictionary, arguments[0]);
        if (call.Method.Name == nameof(Enumerable.Contains))
        {
            if (instance is SlotExpression list && EnumerableMethods.IsSequence(list.Type) && arguments.Count == 1)
                return (list, arguments[0]);
            if (instance is null && call.Method.DeclaringType is { } type && (type == typeof(Enumerable) || type == typeof(Queryable))
                && arguments[0] is SlotExpression source)
            {
                return arguments.Count == 2 || CaselessComparer.IsIn(arguments) ? (source, arguments[1]) : throw Refusal.Comparer(call);
            }
        }

        return call.Method.Name == nameof(Enumerable.Any) && call.Method.DeclaringType == typeof(Enumerable) && arguments.Count == 2
            && arguments[0] is SlotExpression values && arguments[1] is LambdaExpression { Parameters: [var item] } test
            ? AnyEqual(values, item, test.Body)
            : null;
    }

    private static (SlotExpression List, Expression Item)? AnyEqual(SlotExpression values, ParameterExpression item, Expression test) => test switch
    {
        BinaryExpression { NodeType: ExpressionType.Equal } equal when equal.Left == item => (values, equal.Right),
        BinaryExpression { NodeType: ExpressionType.Equal } equal when equal.Right == item => (values, equal.Left),
        _ => null,
    };
}
