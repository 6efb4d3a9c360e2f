using System.Collections;

namespace SalesforceLinq.Tracking;

/// <summary>What the tracker does with every entity of one class.</summary>
internal sealed class TrackedType(EntityModel model)
{
    private readonly ChildList[] _lists = [.. model.Children.Select(ChildList.Create)];

    private readonly ParentModel[] _parents = [.. model.Parents];

    public EntityModel Model { get; } = model;

    /// <summary>The parents of this class.</summary>
    public ReadOnlySpan<ParentModel> Parents => _parents;

    public EntitySnapshot Snapshot { get; } = new(model);

    /// <summary>The field that tells whether a record was changed since it was read.</summary>
    public FieldModel? Token { get; } = model.Fields.FirstOrDefault(field => field.IsConcurrencyToken);

    /// <summary>Whether entities of this class have parents or children at all.</summary>
    public bool HasRelationships { get; } = model.Parents.Count > 0 || model.Children.Count > 0;

    /// <summary>The collections of this class.</summary>
    public IReadOnlyList<ChildList> Lists => _lists;

    /// <summary>The entity's id; <see langword="null"/> while it has none.</summary>
    public string? IdOf(object entity) => Model.HasId && Model.Id.ToWire(Model.Id.GetValue(entity)) is string { Length: > 0 } id ? id : null;

    /// <summary>The external id of an entity that says nothing else: it stands for a record the org has.</summary>
    /// <returns><see langword="null"/> for any other entity.</returns>
    public FieldModel? OnlyKeyOf(object entity)
    {
        FieldModel? key = null;
        foreach (FieldModel field in Model.Fields)
        {
            object? value = field.GetValue(entity);
            // The default of a value type is what nobody has set.
            bool isSet = field.ToWire(value) is { } wire and not "" && !(field.ClrType.IsValueType && value!.Equals(Activator.CreateInstance(field.ClrType)));
            if (!isSet)
                continue;
            if (!field.IsExternalId || key is not null)
                return null;
            key = field;
        }

        bool isAlone = key is not null && !HasChildren(entity) && Model.Parents.All(parent => parent.GetValue(entity) is null);
        return isAlone ? key : null;
    }

    /// <summary>Whether the entity has a child in any of its collections.</summary>
    public bool HasChildren(object entity)
    {
        foreach (ChildList list in _lists)
        {
            if (list.Relationship.GetValue(entity) is { } children && children is not ICollection { Count: 0 })
                return true;
        }

        return false;
    }

    /// <summary>The entity's children in all its collections, each with the relationship it is in.</summary>
    public IEnumerable<(ChildrenModel Relationship, object Child)> ChildrenOf(object entity)
    {
        foreach (ChildrenModel relationship in Model.Children)
        {
            if (relationship.GetValue(entity) is not IEnumerable children)
                continue;
            foreach (object? child in children)
            {
                if (child is not null)
                    yield return (relationship, child);
            }
        }
    }
}
