using System.Reflection;

namespace SalesforceLinq.Querying.Normalization;

/// <summary>The methods of <see cref="Enumerable"/> and <see cref="Queryable"/> that rewriting needs, found by the lambda that calls them.</summary>
internal static class EnumerableMethods
{
    public static MethodInfo Contains { get; } = Generic(() => Enumerable.Contains(Array.Empty<int>(), 0));

    /// <summary>The generic definition of the method a lambda calls.</summary>
    public static MethodInfo Generic<T>(System.Linq.Expressions.Expression<Func<T>> call) =>
        ((System.Linq.Expressions.MethodCallExpression)call.Body).Method.GetGenericMethodDefinition();

    /// <summary>What a sequence type is a sequence of.</summary>
    public static Type ElementType(Type sequence)
    {
        if (sequence.IsGenericType && sequence.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            return sequence.GetGenericArguments()[0];
        return sequence.GetInterfaces()
            .FirstOrDefault(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IEnumerable<>))?.GetGenericArguments()[0] ?? typeof(object);
    }

    /// <summary>Whether a type is a sequence, and not the text <see cref="string"/> is.</summary>
    public static bool IsSequence(Type type) =>
        type != typeof(string) && typeof(System.Collections.IEnumerable).IsAssignableFrom(type);
}
