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
    /// <exception cref="InvalidOperationException">The state needs an id the entity does not have, or is Upserted, which needs a key: use <c>Upsert</c>.</exception>
    public EntityState State
    {
        get => Tracked.State;
        set => SetState(value);
    }

    internal TrackedEntity Tracked { get; private set; }

    /// <summary>A field of the entity.</summary>
    /// <param name="propertyName">Name of the property; for an extra field its API name.</param>
    /// <exception cref="ArgumentException">The class has no such property, or it is no field.</exception>
    public PropertyEntry Property(string propertyName) => new(
        Tracked,
        Model.Fields.FirstOrDefault(field => field.Name == propertyName) ?? Model.ExtraFields?.Field(propertyName)
            ?? throw new ArgumentException($"{Model.ClrType.Name} has no property '{propertyName}' that stands for a field.", nameof(propertyName)));

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
        if (Tracked.State == EntityState.Detached)
            Tracked = _tracker.Track(Entity, state);

        if (state == EntityState.Unchanged)
            Tracked.Accept();
        if (state is EntityState.Modified or EntityState.Deleted)
            Tracked.Snapshot ??= Tracked.Type.Snapshot.Take(Tracked.Entity);
        if (state == EntityState.Modified)
            Tracked.Forced = FieldSet.Of(Model.FieldsOf(Entity).Where(field => IsSendable(field) && field.ToWire(field.GetValue(Entity)) is not null));
        Tracked.State = state;
    }

    private static bool IsSendable(FieldModel field) => field is { IsReadOnly: false, IsCreateOnly: false } && field.ApiName != "Id";
}
