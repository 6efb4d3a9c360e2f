using System.Reflection;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>Makes empty instances of a class: by its parameterless constructor, or by one whose parameters are its properties.</summary>
internal sealed class EntityActivator
{
    private readonly Func<object>? _create;
    private readonly ConstructorInvoker? _constructor;
    private readonly object?[] _defaults = [];

    private EntityActivator(Func<object> create) => _create = create;

    private EntityActivator(ConstructorInfo constructor)
    {
        _constructor = ConstructorInvoker.Create(constructor);
        _defaults = [.. constructor.GetParameters().Select(parameter => DefaultOf(parameter.ParameterType))];
    }

    /// <summary>Finds a way to make instances.</summary>
    /// <returns><see langword="null"/> for an abstract type, an interface, or a class with no usable constructor.</returns>
    public static EntityActivator? TryCreate(Type type, IReadOnlyCollection<PropertyInfo> properties)
    {
        if (type.IsAbstract || type.IsInterface)
            return null;

        const BindingFlags Any = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        ConstructorInfo[] constructors = type.GetConstructors(Any);
        ConstructorInfo? parameterless = Array.Find(constructors, constructor => constructor.GetParameters().Length == 0);
        if (parameterless is { IsPublic: true })
            return new EntityActivator(typeof(EntityActivator).GetMethod(nameof(New), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).CreateDelegate<Func<object>>());
        if (parameterless is not null)
            return new EntityActivator(parameterless);

        return constructors.Where(constructor => constructor.GetParameters().All(parameter => IsBound(parameter, properties)))
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .Select(constructor => new EntityActivator(constructor))
            .FirstOrDefault();
    }

    /// <summary>Makes an instance whose mapped properties are still to be filled.</summary>
    public object Create() => _create is not null ? _create() : _constructor!.Invoke((Span<object?>)[.. _defaults]);

    private static object New<T>()
        where T : class, new() => new T();

    private static bool IsBound(ParameterInfo parameter, IReadOnlyCollection<PropertyInfo> properties) => properties.Any(property =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && property.PropertyType == parameter.ParameterType);

    private static object? DefaultOf(Type type) => type.IsValueType ? Activator.CreateInstance(type) : null;
}
