using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Refusals;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Rewrites operators that are younger than relinq into older ones that say the same.</summary>
internal sealed class OperatorRewriter
{
    /// <summary>Where the default value stands in <c>FirstOrDefault(value)</c> and its like, or null.</summary>
    public int? DefaultArgumentOf(MethodCallExpression call)
    {
        if (call.Method.Name is not (nameof(Queryable.FirstOrDefault) or nameof(Queryable.SingleOrDefault) or nameof(Queryable.LastOrDefault)))
            return null;
        int last = call.Arguments.Count - 1;
        return last > 0 && call.Arguments[last] is not UnaryExpression { NodeType: ExpressionType.Quote }
            && !typeof(Expression).IsAssignableFrom(call.Method.GetParameters()[last].ParameterType) ? last : null;
    }

    /// <summary>The overload without the default value.</summary>
    public MethodInfo WithoutDefault(MethodInfo method) => typeof(Queryable).GetMethods()
        .Single(m => m.Name == method.Name && m.GetParameters().Length == method.GetParameters().Length - 1
            && (m.GetParameters().Length == 1 || typeof(Expression).IsAssignableFrom(m.GetParameters()[1].ParameterType)))
        .MakeGenericMethod(method.GetGenericArguments());

    /// <summary>The same in older operators, or null when the operator is old enough.</summary>
    public Expression? TryRewrite(MethodCallExpression call, Expression[] arguments)
    {
        Type[] types = call.Method.GetGenericArguments();
        return call.Method.Name switch
        {
            "Order" when arguments.Length == 1 => OrderBySelf(nameof(Queryable.OrderBy), arguments[0], types[0]),
            "OrderDescending" when arguments.Length == 1 => OrderBySelf(nameof(Queryable.OrderByDescending), arguments[0], types[0]),
            "ElementAt" when arguments[1].Type == typeof(int) => At(nameof(Queryable.First), arguments, types),
            "ElementAtOrDefault" when arguments[1].Type == typeof(int) => At(nameof(Queryable.FirstOrDefault), arguments, types),
            "LeftJoin" when arguments.Length == 5 => LeftJoinRewriter.Rewrite(arguments, types[0], types[1], types[2], types[3]),
            "RightJoin" when arguments.Length == 5 => RightJoin(arguments, types),
            nameof(Queryable.AsQueryable) => arguments[0],
            nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending)
                when arguments.Length == 3 => throw Refusal.Comparer(call),
            nameof(Queryable.GroupBy) or nameof(Queryable.Join) or nameof(Queryable.Distinct) or nameof(Queryable.Contains)
                when call.Method.GetParameters()[^1].ParameterType.Name.StartsWith("IEqualityComparer", StringComparison.Ordinal) => throw Refusal.Comparer(call),
            _ => null,
        };
    }

    private static MethodCallExpression OrderBySelf(string name, Expression source, Type type)
    {
        ParameterExpression item = Expression.Parameter(type, "x");
        return Expression.Call(typeof(Queryable), name, [type, type], source, Expression.Quote(Expression.Lambda(item, item)));
    }

    private static MethodCallExpression At(string terminal, Expression[] arguments, Type[] types) =>
        Expression.Call(typeof(Queryable), terminal, types, Expression.Call(typeof(Queryable), nameof(Queryable.Skip), types, arguments));

    private static MethodCallExpression RightJoin(Expression[] arguments, Type[] types)
    {
        var result = (LambdaExpression)((UnaryExpression)arguments[4]).Operand;
        LambdaExpression swapped = Expression.Lambda(result.Body, result.Parameters[1], result.Parameters[0]);
        return LeftJoinRewriter.Rewrite(
            [arguments[1], arguments[0], arguments[3], arguments[2], Expression.Quote(swapped)], types[1], types[0], types[2], types[3]);
    }
}
