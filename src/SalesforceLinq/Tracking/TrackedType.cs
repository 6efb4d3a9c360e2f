using System.Collections;

namespace SalesforceLinq.Tracking;

/// <summary>What the tracker does with every entity of one class.</summary>
internal sealed class TrackedType(EntityModel model)
{
    public EntityModel Model { get; } = model;

    public EntitySnapshot Snapshot { get; } = new(model);

    /// <summary>Whether entities of this class have parents or children at all.</summary>
    public bool HasRelationships { get; } = model.Parents.Count > 0 || model.Children.Count > 0;

    /// <summary>The entity's id; <see langword="null"/> while it has none.</summary>
    public string? IdOf(object entity) => Model.HasId && Model.Id.ToWire(Model.Id.GetValue(entity)) is string { Length: > 0 } id ? id : null;

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
