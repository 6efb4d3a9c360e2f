using System.Diagnostics.CodeAnalysis;

namespace SalesforceLinq;

/// <summary>What the classes of one context are in Salesforce's terms. Immutable, shared by all contexts of a type.</summary>
public sealed class SalesforceModel
{
    private readonly Dictionary<Type, EntityModel> _byType;

    internal SalesforceModel(IReadOnlyList<EntityModel> entities)
    {
        Entities = entities;
        _byType = entities.ToDictionary(entity => entity.ClrType);
    }

    /// <summary>All mapped classes.</summary>
    public IReadOnlyList<EntityModel> Entities { get; }

    /// <summary>The model of a class.</summary>
    /// <param name="clrType">The class.</param>
    /// <returns>Its model.</returns>
    /// <exception cref="MappingException">The class is not part of the model.</exception>
    public EntityModel Entity(Type clrType) => FindEntity(clrType) ?? throw new MappingException(
        $"The class {clrType.Name} is not part of the model. Add a property 'SObjectSet<{clrType.Name}>' to the context, " +
        $"or 'model.Entity<{clrType.Name}>()' in OnModelCreating.");

    /// <summary>The model of a class, or of the nearest mapped class it derives from.</summary>
    /// <param name="clrType">The class.</param>
    /// <returns>Its model, or <see langword="null"/>.</returns>
    [SuppressMessage("Design", "CA1062:Validate arguments of public methods", Justification = "A null type is found nowhere.")]
    public EntityModel? FindEntity(Type clrType)
    {
        for (Type? type = clrType; type is not null; type = type.BaseType)
        {
            if (_byType.TryGetValue(type, out EntityModel? entity) && (type == clrType || type != typeof(object)))
                return entity;
        }

        return null;
    }
}
