using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Rewrites .NET 10's <c>LeftJoin</c> into <c>GroupJoin</c> and <c>SelectMany(… DefaultIfEmpty())</c>.</summary>
internal static class LeftJoinRewriter
{
    /// <summary>Rewrites one call.</summary>
    /// <param name="arguments">Outer, inner, outer key, inner key, result.</param>
    /// <param name="outer">Type of the outer elements.</param>
    /// <param name="inner">Type of the inner elements.</param>
    /// <param name="key">Type of the keys.</param>
    /// <param name="result">Type of the results.</param>
    public static MethodCallExpression Rewrite(IReadOnlyList<Expression> arguments, Type outer, Type inner, Type key, Type result)
    {
        Type pair = typeof(Joined<,>).MakeGenericType(outer, inner);
        ParameterExpression left = Expression.Parameter(outer, "outer");
        ParameterExpression group = Expression.Parameter(typeof(IEnumerable<>).MakeGenericType(inner), "group");
        LambdaExpression pairing = Expression.Lambda(
            Expression.MemberInit(
                Expression.New(pair),
                Expression.Bind(pair.GetProperty(nameof(Joined<,>.Outer))!, left),
                Expression.Bind(pair.GetProperty(nameof(Joined<,>.Inner))!, group)),
            left,
            group);
        Expression joined = Expression.Call(
            typeof(Queryable), nameof(Queryable.GroupJoin), [outer, inner, key, pair], arguments[0], arguments[1], arguments[2], arguments[3], Expression.Quote(pairing));

        ParameterExpression item = Expression.Parameter(pair, "pair");
        LambdaExpression collection = Expression.Lambda(
            typeof(Func<,>).MakeGenericType(pair, typeof(IEnumerable<>).MakeGenericType(inner)),
            Expression.Call(typeof(Enumerable), nameof(Enumerable.DefaultIfEmpty), [inner], Expression.Property(item, nameof(Joined<,>.Inner))),
            item);
        var selector = (LambdaExpression)((UnaryExpression)arguments[4]).Operand;
        Expression body = new Substitution(selector.Parameters[0], Expression.Property(item, nameof(Joined<,>.Outer))).Visit(selector.Body);
        LambdaExpression results = Expression.Lambda(body, item, selector.Parameters[1]);
        return Expression.Call(
            typeof(Queryable), nameof(Queryable.SelectMany), [pair, inner, result], joined, Expression.Quote(collection), Expression.Quote(results));
    }

    internal sealed class Joined<TOuter, TInner>
    {
        public required TOuter Outer { get; init; }

        public required IEnumerable<TInner> Inner { get; init; }
    }
}
