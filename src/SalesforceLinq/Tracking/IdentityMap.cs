namespace SalesforceLinq.Tracking;

/// <summary>Every record once: finds the entity a context has for an id, and what it knows of an entity.</summary>
internal sealed class IdentityMap
{
    private readonly Dictionary<RecordKey, TrackedEntity> _byKey = [];
    private readonly Dictionary<object, TrackedEntity> _byEntity = new(ReferenceEqualityComparer.Instance);

    public int Count => _byEntity.Count;

    public IReadOnlyCollection<TrackedEntity> All => _byEntity.Values;

    public TrackedEntity? Find(object entity) => _byEntity.GetValueOrDefault(entity);

    public TrackedEntity? Find(RecordKey key) => _byKey.GetValueOrDefault(key);

    public TrackedEntity? FindById(string? id) => RecordKey.TryCreate(id, out RecordKey key) ? Find(key) : null;

    /// <summary>Puts an entity in.</summary>
    /// <exception cref="InvalidOperationException">Another instance stands for the same record already.</exception>
    public void Add(TrackedEntity tracked)
    {
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key) && !_byKey.TryAdd(key, tracked))
        {
            throw new InvalidOperationException(
                $"The context already tracks another {tracked.Model.ClrType.Name} with the id {tracked.Id}. " +
                "Change that one (FindAsync hands it out), or use a context of its own for this unit of work.");
        }

        _byEntity.Add(tracked.Entity, tracked);
    }

    /// <summary>Puts an entity that came from the org in, whose id is known to be new here.</summary>
    public void Add(RecordKey key, TrackedEntity tracked)
    {
        _byKey.Add(key, tracked);
        _byEntity.Add(tracked.Entity, tracked);
    }

    /// <summary>Files an entity under the id it was just given.</summary>
    public void Identify(TrackedEntity tracked)
    {
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key))
            _byKey[key] = tracked;
    }

    public void Remove(TrackedEntity tracked)
    {
        _byEntity.Remove(tracked.Entity);
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key) && ReferenceEquals(_byKey.GetValueOrDefault(key), tracked))
            _byKey.Remove(key);
    }

    public void Clear()
    {
        _byKey.Clear();
        _byEntity.Clear();
    }
}
