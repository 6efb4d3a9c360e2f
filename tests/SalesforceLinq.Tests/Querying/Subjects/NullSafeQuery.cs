using System.Collections;
using System.Linq.Expressions;

namespace SalesforceLinq.Tests.Querying.Subjects;

/// <summary>
/// LINQ to Objects with the differences that <c>docs/querying.md</c> names: a missing parent's fields are null, and text is compared without case.
/// </summary>
public sealed class NullSafeQuery<T>(IQueryProvider provider, Expression expression) : IOrderedQueryable<T>
{
    public Type ElementType => typeof(T);

    public Expression Expression { get; } = expression;

    public IQueryProvider Provider { get; } = provider;

    public IEnumerator<T> GetEnumerator() => Provider.Execute<IEnumerable<T>>(Expression).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

public static class NullSafeQuery
{
    public static IQueryable<T> Over<T>(IEnumerable<T> records) => new NullSafeQuery<T>(new Provider(), Expression.Constant(records.AsQueryable()));

    /// <summary>A condition with the same differences.</summary>
    public static Expression<Func<T, bool>> Safe<T>(Expression<Func<T, bool>> condition) => (Expression<Func<T, bool>>)new NullSafety().Visit(condition);

    private sealed class Provider : IQueryProvider
    {
        public IQueryable CreateQuery(Expression expression) => throw new NotSupportedException();

        public IQueryable<TElement> CreateQuery<TElement>(Expression expression) => new NullSafeQuery<TElement>(this, expression);

        public object? Execute(Expression expression) => throw new NotSupportedException();

        public TResult Execute<TResult>(Expression expression)
        {
            Expression safe = new NullSafety().Visit(expression);
            if (safe.Type != typeof(TResult))
                safe = Expression.Convert(safe, typeof(TResult));
            return Expression.Lambda<Func<TResult>>(safe).Compile()();
        }
    }

    private sealed class NullSafety : ExpressionVisitor
    {
        protected override Expression VisitConstant(ConstantExpression node) => node;

        protected override Expression VisitMember(MemberExpression node)
        {
            if (node.Expression is null)
                return node;
            if (typeof(ICrm).IsAssignableFrom(node.Expression.Type))
                return ((IQueryable)Expression.Lambda<Func<object>>(node).Compile()()).Expression;
            Expression instance = Visit(node.Expression);
            Expression member = Expression.MakeMemberAccess(instance, node.Member);
            if (instance.Type.IsValueType && Nullable.GetUnderlyingType(instance.Type) is null || IsClosure(instance))
                return member;
            if (Nullable.GetUnderlyingType(instance.Type) is not null && node.Member.Name == "HasValue")
                return member;
            return Expression.Condition(Expression.Equal(instance, Expression.Constant(null, instance.Type)), Expression.Default(member.Type), member);
        }

        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            if (node.Method.DeclaringType == typeof(string) && node.Method.Name == nameof(string.Equals) && node.Object is null && node.Arguments.Count == 2)
                return VisitBinary(Expression.Equal(node.Arguments[0], node.Arguments[1]));
            if (node.Method.DeclaringType == typeof(Queryable) && node.Method.Name is "OrderBy" or "ThenBy" or "OrderByDescending" or "ThenByDescending"
                && node.Arguments.Count == 2 && node.Method.GetGenericArguments() is [var row, { } key] && key == typeof(string))
            {
                return Expression.Call(
                    typeof(Queryable), node.Method.Name, [row, key], Visit(node.Arguments[0]), Visit(node.Arguments[1]), Expression.Constant(StringComparer.OrdinalIgnoreCase));
            }

            if (node.Method.DeclaringType == typeof(Enumerable) && node.Method.Name == nameof(Enumerable.Contains) && node.Arguments is [var list, { } item] && item.Type == typeof(string))
                return Expression.Call(typeof(Enumerable), nameof(Enumerable.Contains), [typeof(string)], Visit(list), Visit(item), Expression.Constant(StringComparer.OrdinalIgnoreCase));
            if (node.Method.DeclaringType != typeof(string) || node.Object is null || node.Method.ReturnType != typeof(bool))
                return base.VisitMethodCall(node);
            Expression instance = Visit(node.Object);
            if (node.Arguments.Count == 1 && node.Arguments[0].Type == typeof(string))
            {
                var method = typeof(string).GetMethod(node.Method.Name, [typeof(string), typeof(StringComparison)])!;
                Expression call = Expression.Call(instance, method, Visit(node.Arguments[0]), Expression.Constant(StringComparison.OrdinalIgnoreCase));
                return Expression.AndAlso(Expression.NotEqual(instance, Expression.Constant(null, instance.Type)), call);
            }

            return Expression.AndAlso(Expression.NotEqual(instance, Expression.Constant(null, instance.Type)), base.VisitMethodCall(node));
        }

        protected override Expression VisitBinary(BinaryExpression node)
        {
            if (node.NodeType is ExpressionType.Equal or ExpressionType.NotEqual && node.Left.Type == typeof(string) && node.Right.Type == typeof(string))
            {
                Expression equal = Expression.Call(
                    typeof(string), nameof(string.Equals), [], Visit(node.Left), Visit(node.Right), Expression.Constant(StringComparison.OrdinalIgnoreCase));
                return node.NodeType == ExpressionType.Equal ? equal : Expression.Not(equal);
            }

            return base.VisitBinary(node);
        }

        private static bool IsClosure(Expression instance) => instance is ConstantExpression || instance.Type.Name.StartsWith('<');
    }
}
