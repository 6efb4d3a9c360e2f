using System.Linq.Expressions;
using System.Reflection;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What a context knows of one entity of a known class.</summary>
/// <typeparam name="T">The class.</typeparam>
public sealed class EntityEntry<T> : EntityEntry
    where T : class
{
    internal EntityEntry(ChangeTracker tracker, TrackedEntity tracked)
        : base(tracker, tracked)
    {
    }

    /// <summary>The entity.</summary>
    public new T Entity => (T)base.Entity;

    /// <summary>A field of the entity.</summary>
    /// <typeparam name="TValue">The property's type.</typeparam>
    /// <param name="property">The property: <c>c => c.Email</c>.</param>
    /// <exception cref="ArgumentException">The expression is no property that stands for a field.</exception>
    public PropertyEntry<TValue> Property<TValue>(Expression<Func<T, TValue>> property)
    {
        ArgumentNullException.ThrowIfNull(property);
        Expression body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : property.Body;
        return body is MemberExpression { Member: PropertyInfo named, Expression: ParameterExpression } && Model.FindField(named) is { } field
            ? new PropertyEntry<TValue>(Tracked, field)
            : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name} that stands for a field.", nameof(property));
    }
}
