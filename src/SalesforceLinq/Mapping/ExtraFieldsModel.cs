using System.Collections.Concurrent;
using System.Reflection;
using SalesforceLinq.Mapping.Accessors;
using SalesforceLinq.Mapping.Conversion;

namespace SalesforceLinq;

/// <summary>A property that takes the fields of a record that no other property stands for, by their API names.</summary>
public sealed class ExtraFieldsModel
{
    private readonly ConcurrentDictionary<string, FieldModel> _fields = new(StringComparer.OrdinalIgnoreCase);
    private readonly FieldBag _bag;
    private readonly Lock _numbering = new();
    private IReadOnlyList<FieldModel> _selected = [];

    internal ExtraFieldsModel(EntityModel entity, PropertyInfo property, FieldBag bag)
    {
        Entity = entity;
        Property = property;
        _bag = bag;
    }

    /// <summary>The class that has the property.</summary>
    public EntityModel Entity { get; }

    /// <summary>The property.</summary>
    public PropertyInfo Property { get; }

    /// <summary>The fields that every query of the class selects.</summary>
    public IReadOnlyList<FieldModel> Selected => _selected;

    /// <inheritdoc/>
    public override string ToString() => $"{Entity.ClrType.Name}.{Property.Name} (extra fields of {Entity.ApiName})";

    /// <summary>The field of an API name: the mapped one where a property stands for it, else one whose values are kept here.</summary>
    internal FieldModel Field(string apiName) => Entity.FindField(apiName) ?? (_fields.TryGetValue(apiName, out FieldModel? known) ? known : Number(apiName));

    internal void Select(IEnumerable<string> apiNames) => _selected = [.. apiNames.Select(Field).Where(field => field.IsExtra).Distinct()];

    /// <summary>The extra fields an entity has values for. A name that a property stands for is that property's business.</summary>
    internal IEnumerable<FieldModel> FieldsOf(object entity) =>
        _bag.Names(entity).Where(name => Entity.FindField(name) is null && !name.Equals("Id", StringComparison.OrdinalIgnoreCase)).Select(Field);

    internal bool Has(object entity, FieldModel field) => _bag.Has(entity, field.ApiName);

    /// <summary>Gives a shallow copy of an entity values of its own, which later changes to the entity do not reach.</summary>
    internal void Detach(object copy) => _bag.Detach(copy);

    private FieldModel Number(string apiName)
    {
        // Behind the mapped fields, and never the same twice: sets of fields are kept by number.
        lock (_numbering)
        {
            return _fields.GetOrAdd(
                apiName, name => new FieldModel(Entity, Entity.Fields.Count + _fields.Count, name, new JsonPassthrough(_bag.ValueType), _bag.Accessor(name)));
        }
    }
}
