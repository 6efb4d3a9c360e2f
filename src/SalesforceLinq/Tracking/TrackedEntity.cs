namespace SalesforceLinq.Tracking;

/// <summary>An entity a context knows, with what it looked like when the org and the context last agreed.</summary>
internal sealed class TrackedEntity(TrackedType type, object entity, int order)
{
    public TrackedType Type { get; } = type;

    public EntityModel Model => Type.Model;

    public object Entity { get; } = entity;

    /// <summary>When it was first seen, among all entities of its context.</summary>
    public int Order { get; } = order;

    public EntityState State { get; set; }

    /// <summary>What it looked like; <see langword="null"/> for an entity the org does not have yet.</summary>
    public object? Snapshot { get; set; }

    /// <summary>The fields whose values came from the org.</summary>
    public FieldSet Loaded { get; set; } = FieldSet.None;

    /// <summary>The fields that differ from the snapshot, as of the last detection.</summary>
    public FieldSet Changed { get; set; } = FieldSet.None;

    /// <summary>Fields to be sent whatever they look like, because the program said so.</summary>
    public FieldSet Forced { get; set; } = FieldSet.None;

    /// <summary>The external id by which it is upserted.</summary>
    public FieldModel? UpsertKey { get; set; }

    /// <summary>Lookup field → the parent it will point at, which has no id yet or whose id no property of this class can hold.</summary>
    public Dictionary<string, TrackedEntity>? Parents { get; private set; }

    /// <summary>Lookup fields without a property of their own that are to be emptied.</summary>
    public HashSet<string>? ClearedParents { get; private set; }

    /// <summary>The children that were in its collections at the last look.</summary>
    public HashSet<object>? KnownChildren { get; set; }

    public string? Id => Type.IdOf(Entity);

    public FieldSet Modified => Changed.Union(Forced);

    /// <summary>From now on, what it looks like is what the org has.</summary>
    public void Accept()
    {
        Snapshot = Type.Snapshot.Take(Entity);
        Changed = FieldSet.None;
        Forced = FieldSet.None;
        UpsertKey = null;
        Parents = null;
        ClearedParents = null;
        State = EntityState.Unchanged;
    }

    public void PointAt(string lookupField, TrackedEntity parent)
    {
        (Parents ??= new(StringComparer.OrdinalIgnoreCase))[lookupField] = parent;
        ClearedParents?.Remove(lookupField);
    }

    public void PointNowhere(string lookupField)
    {
        Parents?.Remove(lookupField);
        (ClearedParents ??= new(StringComparer.OrdinalIgnoreCase)).Add(lookupField);
    }

    public void ForgetPointer(string lookupField)
    {
        Parents?.Remove(lookupField);
        ClearedParents?.Remove(lookupField);
    }

    public override string ToString() => $"{Model.ApiName} {Id ?? "(new)"} {State}";
}
