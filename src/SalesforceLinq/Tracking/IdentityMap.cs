namespace SalesforceLinq.Tracking;

/// <summary>Every record once: finds the entity a context has for an id, and what it knows of an entity.</summary>
internal sealed class IdentityMap
{
    // A page of a query, and the most entries whose table stays off the large object heap.
    private const int MostExpected = 2_000;

    private readonly Dictionary<RecordKey, TrackedEntity> _byKey = [];
    private readonly Dictionary<object, TrackedEntity> _byEntity = new(ReferenceEqualityComparer.Instance);

    // Rows that came from the org, and that nobody has asked for as objects yet: reading does not pay for what saving needs.
    private readonly List<TrackedEntity> _unfiled = [];

    public int Count => ByEntity().Count;

    public IReadOnlyCollection<TrackedEntity> All => ByEntity().Values;

    public TrackedEntity? Find(object entity) => ByEntity().GetValueOrDefault(entity);

    /// <summary>Makes room for entities that are about to come.</summary>
    public void Expect(long entities)
    {
        if (_byKey.Count < MostExpected)
            _byKey.EnsureCapacity((int)Math.Min(_byKey.Count + entities, MostExpected));
    }

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

        ByEntity().Add(tracked.Entity, tracked);
    }

    /// <summary>Puts an entity that came from the org in, whose id is known to be new here.</summary>
    public void Add(RecordKey key, TrackedEntity tracked)
    {
        _byKey.Add(key, tracked);
        _unfiled.Add(tracked);
    }

    /// <summary>Files an entity under the id it was just given.</summary>
    public void Identify(TrackedEntity tracked)
    {
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key))
            _byKey[key] = tracked;
    }

    public void Remove(TrackedEntity tracked)
    {
        ByEntity().Remove(tracked.Entity);
        if (RecordKey.TryCreate(tracked.Id, out RecordKey key) && ReferenceEquals(_byKey.GetValueOrDefault(key), tracked))
            _byKey.Remove(key);
    }

    public void Clear()
    {
        _byKey.Clear();
        _byEntity.Clear();
        _unfiled.Clear();
    }

    private Dictionary<object, TrackedEntity> ByEntity()
    {
        foreach (TrackedEntity tracked in _unfiled)
            _byEntity.Add(tracked.Entity, tracked);
        _unfiled.Clear();
        return _byEntity;
    }
}
