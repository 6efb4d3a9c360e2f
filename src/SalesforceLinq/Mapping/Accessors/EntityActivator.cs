using System.Reflection;
using System.Runtime.CompilerServices;

namespace SalesforceLinq.Mapping.Accessors;

/// <summary>
/// Makes instances of a class: by its parameterless constructor, or by one whose parameters are its properties. The second kind is read
/// into an instance that no constructor has seen, and constructed from it when its values are known: what a constructor checks, it checks.
/// </summary>
internal sealed class EntityActivator
{
    private readonly Type _type;
    private readonly Func<object>? _create;
    private readonly ConstructorInvoker? _constructor;
    private readonly PropertyInfo[] _properties = [];
    private readonly PropertyAccessor[] _arguments = [];

    private EntityActivator(Type type, Func<object> create) => (_type, _create) = (type, create);

    private EntityActivator(Type type, ConstructorInfo constructor, IReadOnlyCollection<PropertyInfo> properties)
    {
        _type = type;
        _constructor = ConstructorInvoker.Create(constructor);
        _properties = [.. constructor.GetParameters().Select(parameter => PropertyOf(parameter, properties)!)];
        _arguments = [.. _properties.Select(property => PropertyAccessor.Create(type, property))];
    }

    /// <summary>Whether a constructor takes the values, so that <see cref="Create"/> makes what <see cref="Construct"/> completes.</summary>
    public bool BindsConstructor => _arguments.Length > 0;

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
            return new EntityActivator(type, typeof(EntityActivator).GetMethod(nameof(New), BindingFlags.Static | BindingFlags.NonPublic)!
                .MakeGenericMethod(type).CreateDelegate<Func<object>>());
        if (parameterless is not null)
        {
            ConstructorInvoker invoker = ConstructorInvoker.Create(parameterless);
            return new EntityActivator(type, () => invoker.Invoke());
        }

        return constructors.Where(constructor => constructor.GetParameters().All(parameter => PropertyOf(parameter, properties) is not null))
            .OrderByDescending(constructor => constructor.GetParameters().Length)
            .Select(constructor => new EntityActivator(type, constructor, properties))
            .FirstOrDefault();
    }

    /// <summary>Makes an instance whose mapped properties are still to be filled.</summary>
    public object Create() => _create is not null ? _create() : RuntimeHelpers.GetUninitializedObject(_type);

    /// <summary>Whether the constructor takes the value of a property.</summary>
    public bool Binds(PropertyInfo property) => Array.Exists(_properties, bound => bound.Name == property.Name);

    /// <summary>Runs the constructor with the values that were read.</summary>
    /// <param name="read">What <see cref="Create"/> made, filled.</param>
    public object Construct(object read)
    {
        object?[] arguments = new object?[_arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
            arguments[i] = _arguments[i].GetValue(read);
        return _constructor!.Invoke(arguments.AsSpan());
    }

    private static object New<T>()
        where T : class, new() => new T();

    private static PropertyInfo? PropertyOf(ParameterInfo parameter, IReadOnlyCollection<PropertyInfo> properties) => properties.FirstOrDefault(property =>
        string.Equals(property.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && property.PropertyType == parameter.ParameterType);
}
