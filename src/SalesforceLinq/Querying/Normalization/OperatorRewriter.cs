using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Querying.Refusals;
using SalesforceLinq.Querying.Vocabulary;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Rewrites operators that are younger than relinq into older ones that say the same.</summary>
internal sealed class OperatorRewriter
{
    private const string TwoQueries = "Run two queries and put their rows together in memory.";
    private const string InMemory = "Put 'AsAsyncEnumerable()' before it, so that it runs over the rows in memory.";

    /// <summary>Operators that SOQL has no counterpart for, and what to do instead.</summary>
    private static readonly Dictionary<string, string> Refused = new()
    {
        ["Union"] = TwoQueries,
        ["UnionBy"] = TwoQueries,
        ["Concat"] = TwoQueries,
        ["Zip"] = TwoQueries,
        ["SequenceEqual"] = TwoQueries,
        ["Except"] = "Use '!other.Select(…).Contains(x.…)' in Where, or run two queries and compare their rows in memory.",
        ["ExceptBy"] = "Use '!keys.Contains(x.…)' in Where.",
        ["Intersect"] = "Use 'other.Select(…).Contains(x.…)' in Where, or run two queries and compare their rows in memory.",
        ["IntersectBy"] = "Use 'keys.Contains(x.…)' in Where.",
        ["TakeWhile"] = InMemory,
        ["SkipWhile"] = InMemory,
        ["Chunk"] = InMemory,
        ["Append"] = InMemory,
        ["Prepend"] = InMemory,
        ["Index"] = InMemory,
        ["Aggregate"] = InMemory,
        ["AggregateBy"] = InMemory,
        ["Shuffle"] = InMemory,
        ["DistinctBy"] = "Select the field and use Distinct, or put 'AsAsyncEnumerable()' before it, so that it runs over the rows in memory.",
        ["TakeLast"] = "Turn the order around and use Take.",
        ["SkipLast"] = "Turn the order around and use Skip.",
    };

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
            "Select" or "Where" or "SelectMany" when HasIndex(call) =>
                throw Refusal.Operator($"{call.Method.Name}((x, index) => …)", "A row has no number until it is read: put 'AsAsyncEnumerable()' before it."),
            "Count" or "LongCount" or "Any" when arguments is [MethodCallExpression { Method.Name: nameof(Queryable.GroupBy) } groups] && IsGrouping(types[0]) =>
                Expression.Call(call.Method.GetGenericMethodDefinition().MakeGenericMethod(types[0].GetGenericArguments()[0]), KeysOf(groups, types[0])),
            "Take" or "ElementAt" or "ElementAtOrDefault" when arguments[1].Type == typeof(Range) || arguments[1].Type == typeof(Index) =>
                throw Refusal.Operator($"{call.Method.Name}({arguments[1]})", "Use Skip and Take; what is counted from the end is counted from the beginning of the order turned around."),
            "ElementAt" when arguments[1].Type == typeof(int) => At(nameof(Queryable.First), arguments, types),
            "ElementAtOrDefault" when arguments[1].Type == typeof(int) => At(nameof(Queryable.FirstOrDefault), arguments, types),
            "LeftJoin" when arguments.Length == 5 => LeftJoinRewriter.Rewrite(arguments, types[0], types[1], types[2], types[3]),
            "RightJoin" when arguments.Length == 5 => RightJoin(arguments, types),
            nameof(Queryable.AsQueryable) => arguments[0],
            nameof(Queryable.Cast) or nameof(Queryable.OfType) => types[0].IsAssignableFrom(EnumerableMethods.ElementType(arguments[0].Type)) ? arguments[0] : throw Refusal.OfType(call),
            "MinBy" when arguments.Length == 2 => FirstBy(nameof(Queryable.OrderBy), arguments, types),
            "MaxBy" when arguments.Length == 2 => FirstBy(nameof(Queryable.OrderByDescending), arguments, types),
            "CountBy" when arguments is [_, _] or [_, _, ConstantExpression { Value: null }] => CountBy(arguments, types),
            nameof(Queryable.OrderBy) or nameof(Queryable.OrderByDescending) or nameof(Queryable.ThenBy) or nameof(Queryable.ThenByDescending)
                when arguments.Length == 3 => throw Refusal.Comparer(call),
            nameof(Queryable.GroupBy) or nameof(Queryable.Join) or nameof(Queryable.Distinct) or nameof(Queryable.Contains)
                when call.Method.GetParameters()[^1].ParameterType.Name.StartsWith("IEqualityComparer", StringComparison.Ordinal) => throw Refusal.Comparer(call),
            var name when Refused.TryGetValue(name, out string? instead) => throw Refusal.Operator(name, instead),
            _ => null,
        };
    }

    private static bool HasIndex(MethodCallExpression call) =>
        call.Method.GetParameters()[1].ParameterType.GetGenericArguments() is [{ IsGenericType: true } function] && function.GetGenericArguments() is [_, { } second, _] && second == typeof(int);

    private static bool IsGrouping(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IGrouping<,>);

    // A group is counted by its key: SOQL has no other name for it.
    private static MethodCallExpression KeysOf(Expression groups, Type grouping)
    {
        ParameterExpression group = Expression.Parameter(grouping, "group");
        Expression key = Expression.Property(group, nameof(IGrouping<,>.Key));
        return Expression.Call(typeof(Queryable), nameof(Queryable.Select), [grouping, key.Type], groups, Expression.Quote(Expression.Lambda(key, group)));
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

    // The smallest key that is none comes last: LINQ passes over null.
    private static MethodCallExpression FirstBy(string order, Expression[] arguments, Type[] types)
    {
        var key = (LambdaExpression)((UnaryExpression)arguments[1]).Operand;
        LambdaExpression marked = Expression.Lambda(key.Type, new MarkedKeyExpression(key.Body, QueryMarker.NullsLast), key.Parameters);
        Expression ordered = Expression.Call(typeof(Queryable), order, types, arguments[0], Expression.Quote(marked));
        return Expression.Call(typeof(Queryable), types[0].IsValueType ? nameof(Queryable.First) : nameof(Queryable.FirstOrDefault), [types[0]], ordered);
    }

    private static MethodCallExpression CountBy(Expression[] arguments, Type[] types)
    {
        Type grouping = typeof(IGrouping<,>).MakeGenericType(types[1], types[0]);
        Type pair = typeof(KeyValuePair<,>).MakeGenericType(types[1], typeof(int));
        ParameterExpression group = Expression.Parameter(grouping, "group");
        Expression count = Expression.Call(typeof(Enumerable), nameof(Enumerable.Count), [types[0]], group);
        LambdaExpression selector = Expression.Lambda(
            Expression.New(pair.GetConstructor([types[1], typeof(int)])!, Expression.Property(group, nameof(IGrouping<,>.Key)), count), group);
        Expression groups = Expression.Call(typeof(Queryable), nameof(Queryable.GroupBy), types, arguments[0], arguments[1]);
        return Expression.Call(typeof(Queryable), nameof(Queryable.Select), [grouping, pair], groups, Expression.Quote(selector));
    }
}
