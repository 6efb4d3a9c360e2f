using System.Reflection;
using SalesforceLinq.Mapping.Accessors;

namespace SalesforceLinq;

/// <summary>A property that stands for the records whose lookup points at this one.</summary>
public sealed class ChildrenModel
{
    private readonly PropertyAccessor _accessor;
    private readonly ChildCollection _collections;

    internal ChildrenModel(EntityModel entity, PropertyInfo property, string relationshipName, Type elementType, ChildCollection collections)
    {
        Entity = entity;
        Property = property;
        RelationshipName = relationshipName;
        ElementType = elementType;
        _collections = collections;
        _accessor = PropertyAccessor.Create(entity.ClrType, property);
    }

    /// <summary>The class that has the collection.</summary>
    public EntityModel Entity { get; }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>Child relationship name as SOQL writes it: <c>Contacts</c>, <c>Invoices__r</c>.</summary>
    public string RelationshipName { get; }

    /// <summary>The collection's element type.</summary>
    public Type ElementType { get; }

    /// <summary>The children's class.</summary>
    public EntityModel Target { get; internal set; } = null!;

    /// <summary>API name of the lookup field on the child object.</summary>
    public string ForeignKeyApiName { get; internal set; } = null!;

    /// <summary>The child's parent property over the same lookup, if its class has one.</summary>
    public ParentModel? Inverse { get; internal set; }

    internal Delegate Getter => _accessor.Getter;

    internal Delegate Setter => _accessor.Setter;

    /// <summary>Whether the property can be given another collection.</summary>
    internal bool IsSettable => Property.GetSetMethod(nonPublic: true) is not null;

    /// <inheritdoc/>
    public override string ToString() => $"{Entity.ClrType.Name}.{Property.Name} ({Entity.ApiName}.{RelationshipName})";

    /// <summary>Takes a child in.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="child">The child.</param>
    /// <param name="mayHaveIt">Whether the child may be in the collection already.</param>
    internal void Add(object entity, object? child, bool mayHaveIt)
    {
        object collection = CollectionOf(entity);
        if (!mayHaveIt || !_collections.Contains(collection, child))
            _collections.Add(collection, child);
    }

    internal void Clear(object entity) => _collections.Clear(CollectionOf(entity));

    internal object? GetValue(object entity) => _accessor.GetValue(entity);

    internal void SetValue(object entity, object? value) => _accessor.SetValue(entity, value);

    private object CollectionOf(object entity)
    {
        if (GetValue(entity) is { } collection && _collections.CanTake(collection))
            return collection;
        collection = _collections.Create();
        SetValue(entity, collection);
        return collection;
    }
}
