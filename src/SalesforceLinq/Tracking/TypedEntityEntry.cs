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
    public PropertyEntry<TValue> Property<TValue>(Expression<Func<T, TValue>> property) => Named(property) is { } named && Model.FindField(named) is { } field
        ? new PropertyEntry<TValue>(Tracker, Tracked, field)
        : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name} that stands for a field.", nameof(property));

    /// <summary>A parent of the entity.</summary>
    /// <typeparam name="TParent">The parent's class.</typeparam>
    /// <param name="property">The property: <c>c => c.Account</c>.</param>
    /// <exception cref="ArgumentException">The expression is no property that holds a parent.</exception>
    public ReferenceEntry<TParent> Reference<TParent>(Expression<Func<T, TParent?>> property)
        where TParent : class => Named(property) is { } named && Model.FindParent(named) is { } relationship
        ? new ReferenceEntry<TParent>(Tracker, Tracked, relationship)
        : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name} that holds a parent.", nameof(property));

    /// <summary>Children of the entity.</summary>
    /// <typeparam name="TChild">The children's class.</typeparam>
    /// <param name="property">The property: <c>a => a.Contacts</c>.</param>
    /// <exception cref="ArgumentException">The expression is no property that holds children.</exception>
    public CollectionEntry<TChild> Collection<TChild>(Expression<Func<T, IEnumerable<TChild>>> property)
        where TChild : class => Named(property) is { } named && Model.FindChildren(named) is { } relationship
        ? new CollectionEntry<TChild>(Tracker, Tracked, relationship)
        : throw new ArgumentException($"'{property}' is no property of {typeof(T).Name} that holds children.", nameof(property));

    private static PropertyInfo? Named(LambdaExpression property)
    {
        ArgumentNullException.ThrowIfNull(property);
        Expression body = property.Body is UnaryExpression { NodeType: ExpressionType.Convert } conversion ? conversion.Operand : property.Body;
        return body is MemberExpression { Member: PropertyInfo named, Expression: ParameterExpression } ? named : null;
    }
}
