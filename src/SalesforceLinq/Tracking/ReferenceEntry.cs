using System.Linq.Expressions;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What a context knows of the parent of one entity.</summary>
public class ReferenceEntry
{
    private readonly ChangeTracker _tracker;
    private readonly TrackedEntity _tracked;

    internal ReferenceEntry(ChangeTracker tracker, TrackedEntity tracked, ParentModel relationship)
    {
        _tracker = tracker;
        _tracked = tracked;
        Relationship = relationship;
    }

    /// <summary>The relationship.</summary>
    public ParentModel Relationship { get; }

    /// <summary>The parent the property holds.</summary>
    public object? CurrentValue
    {
        get => Relationship.GetValue(_tracked.Entity);
        set
        {
            Relationship.SetValue(_tracked.Entity, value);
            if (_tracked.State != EntityState.Detached)
                _tracker.DetectChanges(_tracked);
        }
    }

    /// <summary>Whether the parent was read, by a query or by <see cref="LoadAsync"/>, or was set.</summary>
    public bool IsLoaded => CurrentValue is not null || (_tracked.HasPending && _tracked.Pending.LoadedRelationships?.Contains(Relationship.Property.Name) == true);

    /// <summary>What the context knows of the parent; <see langword="null"/> where there is none.</summary>
    public EntityEntry? TargetEntry => CurrentValue is { } parent ? new EntityEntry(_tracker, _tracker.FindOrDescribe(parent)) : null;

    /// <summary>Reads the parent into the property, unless it is loaded. A parent that the context knows already is not read again.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="InvalidOperationException">The context does not track the entity, or the parent may be of several classes.</exception>
    public async Task LoadAsync(CancellationToken cancellationToken = default)
    {
        if (_tracked.State == EntityState.Detached)
            throw new InvalidOperationException($"{_tracked} is not tracked, so what is loaded would belong to nobody. Attach it first.");
        if (IsLoaded)
            return;
        if (LookupValue() is { } id)
        {
            TrackedEntity? parent = _tracker.FindById(id);
            if (parent is null && (await RecordReader.SourceOf(_tracker).ReadAsync(QueryOf(id), tracking: true, cancellationToken).ConfigureAwait(false)) is [{ } read, ..])
                parent = _tracker.Find(read);
            if (parent is not null)
                RelationshipFixup.Link(_tracked, Relationship, parent);
        }
        else if (Relationship.ForeignKey is null && _tracked.Id is not null
            && await RecordReader.SourceOf(_tracker).ReadAsync(Query(), tracking: true, cancellationToken).ConfigureAwait(false) is [{ } read, ..]
            && _tracker.Find(read) is { } parent)
        {
            RelationshipFixup.Link(_tracked, Relationship, parent);
        }

        _tracked.MarkLoaded([Relationship.Property.Name]);
    }

    /// <summary>A query over the parent: one record, or none.</summary>
    /// <exception cref="InvalidOperationException">The entity names no parent, or the parent may be of several classes.</exception>
    public IQueryable Query()
    {
        if (LookupValue() is { } id)
            return QueryOf(id);
        if (Relationship.ForeignKey is null && _tracked.Id is { } own)
            return QueryThroughChild(own);
        throw new InvalidOperationException($"{Relationship} of {_tracked} points nowhere, so there is no parent to query.");
    }

    private string? LookupValue() => Relationship.ForeignKey is { } lookup && lookup.ToWire(lookup.GetValue(_tracked.Entity)) is string { Length: > 0 } id ? id : null;

    private IQueryable QueryOf(string id)
    {
        if (Relationship.IsPolymorphic)
        {
            throw new InvalidOperationException(
                $"{Relationship} may be of several classes. Query the set of the class you mean: Set<…>().Where(x => x.Id == …).");
        }

        FieldModel key = Relationship.Target.Id;
        return RecordReader.Filter(RecordReader.SourceOf(_tracker), Relationship.Target.ClrType, record => Expression.Property(record, key.Property!), key, id);
    }

    // A class without a property for the lookup: SOQL reaches the parent through the child.
    private IQueryable QueryThroughChild(string id)
    {
        FieldModel key = _tracked.Model.Id;
        IQueryable child = RecordReader.Filter(RecordReader.SourceOf(_tracker), _tracked.Model.ClrType, record => Expression.Property(record, key.Property!), key, id);
        ParameterExpression record = Expression.Parameter(_tracked.Model.ClrType, "record");
        return child.Provider.CreateQuery(Expression.Call(
            typeof(Queryable), nameof(Queryable.Select), [_tracked.Model.ClrType, Relationship.Property.PropertyType],
            child.Expression, Expression.Quote(Expression.Lambda(Expression.Property(record, Relationship.Property), record))));
    }
}

/// <summary>What a context knows of the parent of one entity, by the parent's class.</summary>
/// <typeparam name="TParent">The parent's class.</typeparam>
public sealed class ReferenceEntry<TParent> : ReferenceEntry
    where TParent : class
{
    internal ReferenceEntry(ChangeTracker tracker, TrackedEntity tracked, ParentModel relationship)
        : base(tracker, tracked, relationship)
    {
    }

    /// <inheritdoc cref="ReferenceEntry.CurrentValue"/>
    public new TParent? CurrentValue
    {
        get => (TParent?)base.CurrentValue;
        set => base.CurrentValue = value;
    }

    /// <inheritdoc cref="ReferenceEntry.Query"/>
    public new IQueryable<TParent> Query() => (IQueryable<TParent>)base.Query();
}
