namespace SalesforceLinq.Tracking;

/// <summary>Finds what was done to the entities of a tracker since it last looked, and brings in what they lead to.</summary>
internal sealed class ChangeDetector
{
    private readonly ChangeTracker _tracker;
    private readonly IdentityMap _map;
    private readonly RelationshipFixup _fixup;
    private readonly Queue<TrackedEntity> _toFollow = new();
    private readonly Dictionary<RecordKey, List<(TrackedEntity Child, ParentModel Relationship)>> _awaited = [];
    private bool _isFollowing;

    public ChangeDetector(ChangeTracker tracker, IdentityMap map)
    {
        _tracker = tracker;
        _map = map;
        _fixup = new RelationshipFixup(map, Discover);
    }

    public void Clear() => _awaited.Clear();

    /// <summary>Looks at every entity.</summary>
    public void Detect()
    {
        _fixup.Detect();
        // Who listens may track other entities, or let go of some: the map is read as it was.
        foreach (TrackedEntity tracked in _map)
            DetectFields(tracked);
    }

    /// <summary>Looks at every entity, and hands out each that has changed at once: who goes on with it finds it in the processor's caches.</summary>
    public IEnumerable<TrackedEntity> DetectChanged()
    {
        _fixup.Detect();
        foreach (TrackedEntity tracked in _map)
        {
            DetectFields(tracked);
            if (tracked.State != EntityState.Unchanged)
                yield return tracked;
        }
    }

    /// <summary>Looks at one entity.</summary>
    public void Detect(TrackedEntity tracked)
    {
        if (tracked.Type.HasRelationships && tracked.State is not (EntityState.Deleted or EntityState.Detached))
            _fixup.Detect(tracked);
        DetectFields(tracked);
    }

    /// <summary>Lets a parent property show what the lookup says.</summary>
    public void FollowLookup(TrackedEntity tracked, ParentModel relationship) => _fixup.FollowLookup(tracked, relationship);

    /// <summary>Brings in what an entity that has just been tracked leads to.</summary>
    public void Follow(TrackedEntity tracked)
    {
        _toFollow.Enqueue(tracked);
        // Following one entity brings in others, which are followed in turn. A queue, because a chain of them may be longer than the stack is deep.
        if (_isFollowing)
            return;
        _isFollowing = true;
        try
        {
            while (_toFollow.TryDequeue(out TrackedEntity? next))
                _fixup.Detect(next, attaching: next.Snapshot is not null);
        }
        finally
        {
            _toFollow.Clear();
            _isFollowing = false;
        }
    }

    /// <summary>Lets an entity that a query read meet its parents and children among those that are known.</summary>
    public void Join(TrackedEntity tracked, RecordKey key)
    {
        foreach (ParentModel relationship in tracked.Type.Parents)
        {
            if (relationship.ForeignKey is not { } lookup || relationship.GetValue(tracked.Entity) is not null
                || !RecordKey.TryCreate(lookup.ToWire(lookup.GetValue(tracked.Entity)) as string, out RecordKey parentKey))
            {
                continue;
            }

            if (_map.Find(parentKey) is { } parent)
                Link(tracked, relationship, parent);
            else
                AwaitedAt(parentKey).Add((tracked, relationship));
        }

        if (!_awaited.Remove(key, out List<(TrackedEntity Child, ParentModel Relationship)>? children))
            return;
        foreach ((TrackedEntity child, ParentModel relationship) in children)
        {
            if (child.State == EntityState.Unchanged && relationship.GetValue(child.Entity) is null)
                Link(child, relationship, tracked);
        }
    }

    /// <summary>Lets go of records that are deleted, and of what points at them.</summary>
    public void Forget(IReadOnlyCollection<TrackedEntity> deleted)
    {
        HashSet<object> gone = new(deleted.Select(tracked => tracked.Entity), ReferenceEqualityComparer.Instance);
        HashSet<RecordKey> keys = [];
        foreach (TrackedEntity tracked in deleted)
        {
            _fixup.Leave(tracked);
            if (RecordKey.TryCreate(tracked.Id, out RecordKey key))
                keys.Add(key);
            _tracker.Detach(tracked);
        }

        List<TrackedEntity> orphans = [];
        foreach (TrackedEntity child in _map)
        {
            foreach (ParentModel relationship in child.Type.Parents)
            {
                bool pointsThere = relationship.GetValue(child.Entity) is { } parent ? gone.Contains(parent)
                    : relationship.ForeignKey is { } lookup && RecordKey.TryCreate(lookup.ToWire(lookup.GetValue(child.Entity)) as string, out RecordKey key) && keys.Contains(key);
                if (pointsThere && _fixup.Forget(child, relationship))
                    orphans.Add(child);
            }
        }

        // A lookup that may not be empty: the org has deleted the child with its parent.
        if (orphans.Count > 0)
            Forget(orphans);
    }

    private void DetectFields(TrackedEntity tracked)
    {
        if (tracked.State is EntityState.Unchanged or EntityState.Modified)
            _tracker.SetState(tracked, tracked.DetectFields() ? EntityState.Modified : EntityState.Unchanged);
    }

    private static void Link(TrackedEntity child, ParentModel relationship, TrackedEntity parent)
    {
        if (parent.State != EntityState.Deleted && relationship.Target.ClrType.IsInstanceOfType(parent.Entity))
            RelationshipFixup.Link(child, relationship, parent);
    }

    private List<(TrackedEntity Child, ParentModel Relationship)> AwaitedAt(RecordKey parent)
    {
        if (!_awaited.TryGetValue(parent, out List<(TrackedEntity, ParentModel)>? children))
            _awaited[parent] = children = [];
        return children;
    }

    private TrackedEntity Discover(object entity, bool asParent)
    {
        TrackedType type = _tracker.TypeOf(_tracker.ModelOf(entity));
        if (type.IdOf(entity) is not null)
            return _tracker.Track(entity, EntityState.Unchanged);
        if (!asParent || type.OnlyKeyOf(entity) is not { } key)
            return _tracker.Track(entity, EntityState.Added);

        TrackedEntity reference = _tracker.Track(entity, EntityState.Unchanged);
        reference.Pending.Key = key;
        return reference;
    }
}
