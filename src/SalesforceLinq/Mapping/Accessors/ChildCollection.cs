using System.Reflection;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>Makes and fills the collections of one property that holds children, whatever collection type it is.</summary>
internal abstract class ChildCollection
{
    /// <summary>Whether children can be added to the collection as it is.</summary>
    public abstract bool CanTake(object? collection);

    /// <summary>An empty collection that fits the property.</summary>
    public abstract object Create();

    public abstract void Add(object collection, object? child);

    public abstract bool Contains(object collection, object? child);

    public abstract void Clear(object collection);

    /// <summary>The collections of a property.</summary>
    /// <returns><see langword="null"/> for a type that no collection can be made of, such as an array.</returns>
    public static ChildCollection? TryCreate(Type propertyType, Type elementType) => (ChildCollection?)typeof(ChildCollection)
        .GetMethod(nameof(OfElements), BindingFlags.Static | BindingFlags.NonPublic)!.MakeGenericMethod(elementType).Invoke(null, [propertyType]);

    private static ChildCollection<T>? OfElements<T>(Type type)
    {
        if (type.IsAssignableFrom(typeof(List<T>)))
            return new ChildCollection<T>(static () => new List<T>());
        if (type.IsAssignableFrom(typeof(HashSet<T>)))
            return new ChildCollection<T>(static () => new HashSet<T>());
        return typeof(ICollection<T>).IsAssignableFrom(type) && !type.IsAbstract && type.GetConstructor(Type.EmptyTypes) is { } constructor
            ? new ChildCollection<T>(() => (ICollection<T>)constructor.Invoke(null))
            : null;
    }
}

/// <summary>The collections of children of one class.</summary>
internal sealed class ChildCollection<T>(Func<ICollection<T>> create) : ChildCollection
{
    public override bool CanTake(object? collection) => collection is ICollection<T> { IsReadOnly: false };

    public override object Create() => create();

    public override void Add(object collection, object? child) => ((ICollection<T>)collection).Add((T)child!);

    public override bool Contains(object collection, object? child) => ((ICollection<T>)collection).Contains((T)child!);

    public override void Clear(object collection) => ((ICollection<T>)collection).Clear();
}
