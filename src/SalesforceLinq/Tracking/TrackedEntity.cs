namespace SalesforceLinq.Tracking;

/// <summary>An entity a context knows, with what it looked like when the org and the context last agreed.</summary>
/// <remarks>A context may hold a hundred thousand of these: what few entities have stands in <see cref="PendingChange"/>.</remarks>
internal sealed class TrackedEntity(TrackedType type, object entity)
{
    private PendingChange? _pending;

    public TrackedType Type { get; } = type;

    public EntityModel Model => Type.Model;

    public object Entity { get; } = entity;

    /// <summary>The id under which its context finds it; empty while it has none.</summary>
    public RecordKey Identity { get; set; }

    /// <summary>What saving will do with it. Once it is tracked, <see cref="ChangeTracker.SetState"/> moves it, so that listeners hear of it.</summary>
    public EntityState State { get; set; }

    /// <summary>What it looked like; <see langword="null"/> for an entity the org does not have yet. Its parents are those of the last look.</summary>
    public object? Snapshot { get; set; }

    /// <summary>The fields whose values came from the org.</summary>
    public FieldSet Loaded { get; set; } = FieldSet.None;

    /// <summary>The fields that differ from the snapshot, as of the last detection. Not among what is pending, so that a change to many records is one set they share.</summary>
    public FieldSet Changed { get; private set; } = FieldSet.None;

    /// <summary>What is not said by the entity itself; empty for most.</summary>
    public PendingChange Pending => _pending ??= new PendingChange();

    public bool HasPending => _pending is not null;

    /// <summary>Fields to be sent whatever they look like, because the program said so.</summary>
    public FieldSet Forced
    {
        get => _pending?.Forced ?? FieldSet.None;
        set
        {
            if (_pending is not null || !value.IsEmpty)
                Pending.Forced = value;
        }
    }

    /// <summary>The fields that differ from the snapshot, as of the last detection, and those that are sent in any case.</summary>
    public FieldSet Modified => Changed.Union(Forced);

    /// <summary>The external id by which it is upserted, or, without an id, referred to.</summary>
    public FieldModel? Key => _pending?.Key;

    /// <summary>Lookup field → the parent it will point at, which has no id yet or whose id no property of this class can hold.</summary>
    public IReadOnlyDictionary<string, TrackedEntity> Pointers => _pending?.Parents ?? PendingChange.NoParents;

    /// <summary>Whether it stands for a record of the org that is known by an external id alone.</summary>
    public bool IsReference => State == EntityState.Unchanged && Key is not null && Id is null;

    /// <summary>Whether its record is still to be made, so that no lookup can hold its id yet.</summary>
    public bool IsNew => State is EntityState.Added or EntityState.Upserted;

    public string? Id => Type.IdOf(Entity);

    /// <summary>Looks for changed fields.</summary>
    /// <returns>Whether saving would send anything.</returns>
    public bool DetectFields()
    {
        Changed = Type.Snapshot.Changes(Entity, Snapshot!);
        return !Changed.IsEmpty || _pending is { IsEmpty: false };
    }

    /// <summary>Whether a field is sent while it is <see cref="IsNew"/>: it has a value, is to be sent in any case, or was emptied since it was read.</summary>
    public bool IsSentWhenNew(FieldModel field)
    {
        if (field.IsReadOnly || field.ApiName == "Id")
            return false;
        object? value = field.GetValue(Entity);
        return field.ToWire(value) is not null || Forced.Contains(field)
            || (State == EntityState.Upserted && Snapshot is { } read && !EntitySnapshot.AreSame(field, value, field.GetValue(read)));
    }

    /// <summary>The parents or children behind these properties were read.</summary>
    public void MarkLoaded(IReadOnlyList<string> properties) =>
        Pending.LoadedRelationships = Pending.LoadedRelationships is { } known && !ReferenceEquals(known, properties) ? [.. known.Union(properties)] : properties;

    /// <summary>From now on, what it looks like is what the org has.</summary>
    public void Accept() => AcceptAs(Type.Snapshot.Take(Entity));

    /// <summary>From now on, this is what the org has.</summary>
    public void AcceptAs(object snapshot)
    {
        Snapshot = snapshot;
        ForgetPending();
    }

    /// <summary>From now on, the org has what the entity says in these fields. In others it has what it had: the entity may have been changed meanwhile.</summary>
    public void Accept(IReadOnlyList<FieldModel> written)
    {
        EntitySnapshot.Renew(Snapshot!, Entity, written);
        ForgetPending();
    }

    public override string ToString() => $"{Model.ApiName} {Id ?? "(new)"} {State}";

    private void ForgetPending()
    {
        Changed = FieldSet.None;
        _pending = _pending is { Children: null, LoadedRelationships: null } ? null : _pending?.Remaining();
    }
}
