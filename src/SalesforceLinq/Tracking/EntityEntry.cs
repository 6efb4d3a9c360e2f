using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>What a context knows of one entity.</summary>
public class EntityEntry
{
    private readonly ChangeTracker _tracker;

    internal EntityEntry(ChangeTracker tracker, TrackedEntity tracked)
    {
        _tracker = tracker;
        Tracked = tracked;
    }

    /// <summary>The entity.</summary>
    public object Entity => Tracked.Entity;

    /// <summary>The entity's class in Salesforce's terms.</summary>
    public EntityModel Model => Tracked.Model;

    /// <summary>Id of the record; <see langword="null"/> while it has none.</summary>
    public string? Id => Tracked.Id;

    /// <summary>What saving will do with the entity.</summary>
    /// <value>Setting it says so: <see cref="EntityState.Modified"/> sends every writable field that has a value, <see cref="EntityState.Unchanged"/> takes the entity as saved.</value>
    /// <exception cref="InvalidOperationException">The state needs an id the entity does not have, is Added and the entity has one, or is Upserted, which needs a key: use <c>Upsert</c>.</exception>
    public EntityState State
    {
        get => Tracked.State;
        set => SetState(value);
    }

    /// <summary>The fields of the entity.</summary>
    public IEnumerable<PropertyEntry> Properties => [.. Model.Fields.Select(column => new PropertyEntry(_tracker, Tracked, column))];

    /// <summary>The parents of the entity.</summary>
    public IEnumerable<ReferenceEntry> References => [.. Model.Parents.Select(parent => new ReferenceEntry(_tracker, Tracked, parent))];

    /// <summary>The collections of children of the entity.</summary>
    public IEnumerable<CollectionEntry> Collections => [.. Model.Children.Select(children => new CollectionEntry(_tracker, Tracked, children))];

    /// <summary>The values the entity has. Setting one changes the entity.</summary>
    public PropertyValues CurrentValues => new(Tracked.Type, Entity);

    /// <summary>The values the org had when the entity was read or saved. Setting one changes what the entity is compared with.</summary>
    /// <exception cref="InvalidOperationException">The org does not have the entity yet.</exception>
    public PropertyValues OriginalValues => new(Tracked.Type, Tracked.Snapshot ?? throw new InvalidOperationException(
        $"{Tracked} has no original values: the org does not have it yet, or the context does not track it."));

    internal TrackedEntity Tracked { get; private set; }

    internal ChangeTracker Tracker => _tracker;

    /// <summary>A field of the entity.</summary>
    /// <param name="propertyName">Name of the property; for an extra field its API name.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it is no field.</exception>
    public PropertyEntry Property(string propertyName) => new(
        _tracker,
        Tracked,
        Model.Fields.FirstOrDefault(field => field.Name == propertyName) ?? Model.ExtraFields?.Field(propertyName)
            ?? throw new ArgumentException($"{Model.ClrType.Name} has no property '{propertyName}' that stands for a field.", nameof(propertyName)));

    /// <summary>A parent of the entity.</summary>
    /// <param name="propertyName">Name of the property.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it holds no parent.</exception>
    public ReferenceEntry Reference(string propertyName) => new(
        _tracker,
        Tracked,
        Model.Parents.FirstOrDefault(parent => parent.Property.Name == propertyName)
            ?? throw new ArgumentException($"{Model.ClrType.Name} has no property '{propertyName}' that holds a parent.", nameof(propertyName)));

    /// <summary>Children of the entity.</summary>
    /// <param name="propertyName">Name of the property.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it holds no children.</exception>
    public CollectionEntry Collection(string propertyName) => new(
        _tracker,
        Tracked,
        Model.Children.FirstOrDefault(children => children.Property.Name == propertyName)
            ?? throw new ArgumentException($"{Model.ClrType.Name} has no property '{propertyName}' that holds children.", nameof(propertyName)));

    /// <summary>The values the org has now. The entity stays as it is.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>The values; <see langword="null"/> when the org does not have the record, or not any more.</returns>
    public async Task<PropertyValues?> GetDatabaseValuesAsync(CancellationToken cancellationToken = default) =>
        await RecordReader.ReadAsync(_tracker, Tracked, cancellationToken).ConfigureAwait(false) is { } read ? new PropertyValues(Tracked.Type, read) : null;

    /// <summary>
    /// Reads the record again: the entity gets the org's values and is Unchanged, whatever was done with it. An entity whose record is gone is Detached;
    /// one that was only added stays as it is.
    /// </summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task ReloadAsync(CancellationToken cancellationToken = default)
    {
        if (Tracked.Id is null)
            return;
        if (await RecordReader.ReadAsync(_tracker, Tracked, cancellationToken).ConfigureAwait(false) is not { } read)
        {
            _tracker.Detach(Tracked);
            return;
        }

        foreach (FieldModel field in Model.FieldsOf(read))
            field.SetValue(Entity, field.GetValue(read));
        Tracked.Loaded = FieldSet.All(Model);
        if (Tracked.State == EntityState.Detached)
            Tracked = _tracker.Track(Entity, EntityState.Unchanged);
        foreach (ParentModel relationship in Model.Parents)
            _tracker.FollowLookup(Tracked, relationship);
        _tracker.Accept(Tracked);
    }

    /// <summary>Looks for changes of this entity alone.</summary>
    public void DetectChanges() => _tracker.DetectChanges(Tracked);

    /// <summary>The object, the id and the state.</summary>
    public override string ToString() => Tracked.ToString();

    private void SetState(EntityState state)
    {
        if (state == EntityState.Upserted)
            throw new InvalidOperationException("An upsert needs a key. Call Upsert(entity, x => x.ExternalKey) on the set.");
        if (state is EntityState.Modified or EntityState.Deleted or EntityState.Unchanged && Tracked.Id is null)
        {
            throw new InvalidOperationException(
                $"A {Model.ClrType.Name} without an id cannot be {state}: there is no record it could stand for. Set {Model.Id.Name} first, or Add it.");
        }

        if (state == EntityState.Detached)
        {
            _tracker.Detach(Tracked);
            return;
        }

        // Saying what to do with an entity is a way of tracking it.
        if (Tracked.State == EntityState.Detached || state == EntityState.Added)
            Tracked = _tracker.Track(Entity, state);
        if (state == EntityState.Unchanged)
            Tracked.Accept();
        if (state is EntityState.Modified or EntityState.Deleted)
            Tracked.Snapshot ??= Tracked.Type.Snapshot.Take(Tracked.Entity);
        if (state == EntityState.Modified)
            Tracked.Forced = FieldSet.Of(Model.FieldsOf(Entity).Where(field => IsSendable(field) && field.ToWire(field.GetValue(Entity)) is not null));
        _tracker.SetState(Tracked, state);
    }

    private static bool IsSendable(FieldModel field) => field is { IsReadOnly: false, IsCreateOnly: false } && field.ApiName != "Id";
}
