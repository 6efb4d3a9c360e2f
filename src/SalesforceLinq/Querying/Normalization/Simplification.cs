using System.Collections;
using System.Linq.Expressions;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>Rewrites, before anything else looks at it, what has a simpler form that says the same.</summary>
internal static class Simplification
{
    /// <summary>The simpler form of an expression over the row; null when it is as simple as it gets.</summary>
    public static Expression? TrySimplify(Expression expression) => expression switch
    {
        MethodCallExpression { Method.Name: nameof(Nullable<>.GetValueOrDefault) } call => ValueOrDefault(call),
        MethodCallExpression { Method.Name: "Any" or "All" or "Exists" or "TrueForAll" } call when call.Type == typeof(bool) => Quantifier(call),
        MethodCallExpression { Method.Name: nameof(Enumerable.Sum) } call => SumPastNull(call),
        BinaryExpression { NodeType: ExpressionType.Equal or ExpressionType.NotEqual, Method: null } test when test.Left.Type == typeof(bool) => Truth(test),
        _ => null,
    };

    /// <summary>The number that a count of children, the outcome of a comparison or a place in a text is compared with: it is part of the question, and no value of it.</summary>
    public static Expression? NumberOf(BinaryExpression test) =>
        test.NodeType is not (ExpressionType.Equal or ExpressionType.NotEqual or ExpressionType.LessThan or ExpressionType.LessThanOrEqual
            or ExpressionType.GreaterThan or ExpressionType.GreaterThanOrEqual) ? null
        : IsCountOrComparison(test.Left) && IsDecisive(test.Right) ? test.Right
        : IsCountOrComparison(test.Right) && IsDecisive(test.Left) ? test.Left
        : null;

    // Those make another question of it; any other number is a value like others.
    private static bool IsDecisive(Expression number) => ClosedExpression.IsClosed(number) && ClosedExpression.Evaluate(number) is -1 or 0 or 1 or 0L or 1L;

    private static bool IsCountOrComparison(Expression side) => side switch
    {
        MethodCallExpression { Method: { Name: "Count" or "LongCount" } method } => method.DeclaringType == typeof(Enumerable) || method.DeclaringType == typeof(Queryable),
        MethodCallExpression { Method: { Name: "Compare" or "CompareTo" or "IndexOf" } method } => method.ReturnType == typeof(int),
        MemberExpression { Member.Name: "Count" or "Length", Expression: { } list } => EnumerableMethods.IsSequence(list.Type),
        UnaryExpression { NodeType: ExpressionType.Convert } conversion => IsCountOrComparison(conversion.Operand),
        _ => false,
    };

    // prefixes.Any(p => a.Name.StartsWith(p)): a question to a list in memory is one question for each of its elements.
    private static Expression? Quantifier(MethodCallExpression call)
    {
        (Expression? list, Expression? argument) = call.Object is null && call.Method.DeclaringType == typeof(Enumerable) && call.Arguments.Count == 2
            ? (call.Arguments[0], call.Arguments[1])
            : call is { Object: { } instance, Arguments: [var only], Method.Name: "Exists" or "TrueForAll" } ? (instance, only) : (null, null);
        if (list is null || argument is not LambdaExpression { Parameters: [var element] } test || !ClosedExpression.IsClosed(list))
            return null;
        bool isAll = call.Method.Name is "All" or "TrueForAll";
        if (!isAll && IsEquality(test.Body, element))
            return null;
        if (ClosedExpression.Evaluate(list) is not IEnumerable values)
            return null;
        Expression? joined = null;
        foreach (object? value in values)
        {
            Expression next = new Substitution(element, Expression.Constant(value, element.Type)).Visit(test.Body);
            joined = joined is null ? next : isAll ? Expression.AndAlso(joined, next) : Expression.OrElse(joined, next);
        }

        return joined ?? Expression.Constant(isAll);
    }

    // 'ids.Any(i => i == c.Id)' is a Contains, which SOQL has a word for.
    private static bool IsEquality(Expression test, ParameterExpression element) =>
        test is BinaryExpression { NodeType: ExpressionType.Equal } equal && (equal.Left == element || equal.Right == element);

    // Sum(o => o.Amount ?? 0): SUM passes over null, which adds as much as zero. Only where SOQL sums up: in memory there is no passing over.
    private static MethodCallExpression? SumPastNull(MethodCallExpression call)
    {
        if (call.Arguments is not [var rows, var argument] || (call.Method.DeclaringType != typeof(Queryable) && !IsGroup(rows.Type)))
            return null;
        LambdaExpression? selector = (argument is UnaryExpression { NodeType: ExpressionType.Quote, Operand: var quoted } ? quoted : argument) as LambdaExpression;
        if (selector?.Body is not BinaryExpression { NodeType: ExpressionType.Coalesce, Conversion: null } choice || Nullable.GetUnderlyingType(choice.Left.Type) != choice.Type
            || !ClosedExpression.IsClosed(choice.Right) || !Equals(ClosedExpression.Evaluate(choice.Right), Activator.CreateInstance(choice.Type)))
        {
            return null;
        }

        LambdaExpression value = Expression.Lambda(selector.Type, Expression.Property(choice.Left, nameof(Nullable<>.Value)), selector.Parameters);
        return call.Update(null!, [rows, argument is UnaryExpression ? Expression.Quote(value) : value]);
    }

    private static bool IsGroup(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IGrouping<,>);

    private static BinaryExpression? ValueOrDefault(MethodCallExpression call)
    {
        if (call.Object is not { } value || Nullable.GetUnderlyingType(value.Type) is not { } type)
            return null;
        return Expression.Coalesce(value, call.Arguments.Count == 1 ? call.Arguments[0] : Expression.Constant(Activator.CreateInstance(type), type));
    }

    private static Expression? Truth(BinaryExpression test)
    {
        (Expression known, Expression open) = ClosedExpression.IsClosed(test.Right) ? (test.Right, test.Left) : (test.Left, test.Right);
        if (!ClosedExpression.IsClosed(known))
            return null;
        bool isWanted = (bool)ClosedExpression.Evaluate(known)! == (test.NodeType == ExpressionType.Equal);
        return isWanted ? open : Expression.Not(open);
    }
}

/// <summary>Puts an expression in the place of a parameter.</summary>
internal sealed class Substitution(ParameterExpression parameter, Expression replacement) : ExpressionVisitor
{
    protected override Expression VisitParameter(ParameterExpression node) => node == parameter ? replacement : node;
}
