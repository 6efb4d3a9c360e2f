using System.Reflection;
using SalesforceLinq.Mapping.Accessors;

namespace SalesforceLinq;

/// <summary>A property that stands for the record a lookup points at.</summary>
public sealed class ParentModel
{
    private readonly PropertyAccessor _accessor;

    internal ParentModel(EntityModel entity, PropertyInfo property, string relationshipName, string foreignKeyApiName)
    {
        Entity = entity;
        Property = property;
        RelationshipName = relationshipName;
        ForeignKeyApiName = foreignKeyApiName;
        _accessor = PropertyAccessor.Create(entity.ClrType, property);
    }

    /// <summary>The class that has the lookup.</summary>
    public EntityModel Entity { get; }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Relationship name as SOQL writes it: <c>Account</c>, <c>Account__r</c>.</summary>
    public string RelationshipName { get; }

    /// <summary>API name of the lookup field.</summary>
    public string ForeignKeyApiName { get; }

    /// <summary>The lookup field, if the class has a property for it.</summary>
    public FieldModel? ForeignKey { get; internal set; }

    /// <summary>The class the property holds.</summary>
    public EntityModel Target { get; internal set; } = null!;

    /// <summary>Whether the lookup may point at records of several objects (<c>What</c>, <c>Who</c>, <c>Owner</c> of some).</summary>
    /// <remarks>So by convention when the property's type is abstract, an interface, or <see cref="object"/>.</remarks>
    public bool IsPolymorphic => Target.IsPolymorphic;

    internal Delegate Getter => _accessor.Getter;

    internal Delegate Setter => _accessor.Setter;

    /// <inheritdoc/>
    public override string ToString() => $"{Entity.ClrType.Name}.{Property.Name} ({Entity.ApiName}.{RelationshipName})";

    internal object? GetValue(object entity) => _accessor.GetValue(entity);

    internal void SetValue(object entity, object? value) => _accessor.SetValue(entity, value);
}
