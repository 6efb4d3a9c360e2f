using System.Collections;
using System.Linq.Expressions;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What a context knows of the children of one entity.</summary>
public class CollectionEntry
{
    private readonly ChangeTracker _tracker;
    private readonly TrackedEntity _tracked;

    internal CollectionEntry(ChangeTracker tracker, TrackedEntity tracked, ChildrenModel relationship)
    {
        _tracker = tracker;
        _tracked = tracked;
        Relationship = relationship;
    }

    /// <summary>The relationship.</summary>
    public ChildrenModel Relationship { get; }

    /// <summary>The collection the property holds.</summary>
    public IEnumerable? CurrentValue => Relationship.GetValue(_tracked.Entity) as IEnumerable;

    /// <summary>Whether the children were read, by <c>Include</c> or by <see cref="LoadAsync"/>.</summary>
    /// <remarks>A collection that is not loaded may still hold children: those that were added, and those that queries happened to read.</remarks>
    public bool IsLoaded => _tracked.HasPending && _tracked.Pending.LoadedRelationships?.Contains(Relationship.Property.Name) == true;

    /// <summary>Reads the children into the collection, unless they are loaded. Children that were added or moved meanwhile stay where they are.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The context does not track the entity.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        if (_tracked.State == EntityState.Detached)
            throw new InvalidOperationException($"{_tracked} is not tracked, so what is loaded would belong to nobody. Attach it first.");
        if (IsLoaded)
            return;
        if (_tracked.Id is not null)
        {
            ChildList list = _tracked.Type.Lists.First(candidate => candidate.Relationship == Relationship);
            list.Ensure(_tracked.Entity);
            foreach (object read in await RecordReader.SourceOf(_tracker).ReadAsync(Query(), tracking: true, cancellationToken).ConfigureAwait(false))
                Take(list, read);
        }

        _tracked.MarkLoaded([Relationship.Property.Name]);
    }

    /// <summary>A query over the children, to be filtered or counted without loading them all.</summary>
    /// <exception cref="InvalidOperationException">The entity has no id yet.</exception>
    public IQueryable Query()
    {
        string id = _tracked.Id ?? throw new InvalidOperationException($"{_tracked} has no id yet, so the org has no children of it.");
        IRecordSource source = RecordReader.SourceOf(_tracker);
        if (Relationship.Target.FindField(Relationship.ForeignKeyApiName) is { } lookup)
            return RecordReader.Filter(source, Relationship.ElementType, record => Expression.Property(record, lookup.Property!), lookup, id);
        ParentModel up = Relationship.Inverse ?? throw new InvalidOperationException(
            $"{Relationship.Target.ClrType.Name} has neither a property for {Relationship.ForeignKeyApiName} nor one for the parent behind it, so its records cannot be found by their parent. Add one.");
        FieldModel key = _tracked.Model.Id;
        return RecordReader.Filter(source, Relationship.ElementType, record => Expression.Property(Expression.Property(record, up.Property), key.Property!), key, id);
    }

    private void Take(ChildList list, object read)
    {
        // The org still has it here; the program has moved it, or deleted it.
        if (_tracker.Find(read) is not { State: not EntityState.Deleted } child || IsElsewhere(child))
            return;
        if (list.Put(_tracked.Entity, read))
            (_tracked.Pending.Children ??= new(ReferenceEqualityComparer.Instance)).Add(read);
        if (Relationship.Inverse is { } up && up.GetValue(read) is null)
            RelationshipFixup.Link(child, up, _tracked);
    }

    private bool IsElsewhere(TrackedEntity child)
    {
        if (child.Pointers.TryGetValue(Relationship.ForeignKeyApiName, out TrackedEntity? pending))
            return pending != _tracked;
        return child.Model.FindField(Relationship.ForeignKeyApiName) is { } lookup
            && !EntitySnapshot.AreSame(lookup, lookup.ToWire(lookup.GetValue(child.Entity)), _tracked.Id);
    }
}

/// <summary>What a context knows of the children of one entity, by the children's class.</summary>
/// <typeparam name="TChild">The children's class.</typeparam>
public sealed class CollectionEntry<TChild> : CollectionEntry
    where TChild : class
{
    internal CollectionEntry(ChangeTracker tracker, TrackedEntity tracked, ChildrenModel relationship)
        : base(tracker, tracked, relationship)
    {
    }

    /// <inheritdoc cref="CollectionEntry.CurrentValue"/>
    public new IEnumerable<TChild>? CurrentValue => (IEnumerable<TChild>?)base.CurrentValue;

    /// <inheritdoc cref="CollectionEntry.Query"/>
    public new IQueryable<TChild> Query() => (IQueryable<TChild>)base.Query();
}
