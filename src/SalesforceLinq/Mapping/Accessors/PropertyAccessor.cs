using System.Reflection;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>Reads and writes one property of one class, without emitting code.</summary>
internal abstract class PropertyAccessor
{
    /// <summary>A <c>Func&lt;TEntity, TValue&gt;</c>.</summary>
    public abstract Delegate Getter { get; }

    /// <summary>An <c>Action&lt;TEntity, TValue&gt;</c>.</summary>
    public abstract Delegate Setter { get; }

    public abstract object? GetValue(object entity);

    public abstract void SetValue(object entity, object? value);

    public static PropertyAccessor Create(Type entityType, PropertyInfo property) => (PropertyAccessor)Activator.CreateInstance(
        typeof(PropertyAccessor<,>).MakeGenericType(entityType, property.PropertyType), property)!;
}
