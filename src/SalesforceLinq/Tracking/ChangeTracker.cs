using System.Text;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>The entities a context knows, each record once, and what was done with them since.</summary>
public sealed class ChangeTracker
{
    private readonly SalesforceModel _model;
    private readonly IdentityMap _map = new();
    private readonly RelationshipFixup _fixup;
    private readonly Dictionary<EntityModel, TrackedType> _types;
    private TrackedType? _lastType;
    private int _order;

    internal ChangeTracker(SalesforceModel model, Dictionary<EntityModel, TrackedType> types)
    {
        _model = model;
        _types = types;
        _fixup = new RelationshipFixup(_map, Discover);
    }

    /// <summary>Every entity tracked and the state it is in, after looking for changes.</summary>
    /// <value>One line each, in the order they came in, with the fields that changed.</value>
    public string DebugView
    {
        get
        {
            DetectChanges();
            StringBuilder view = new();
            foreach (TrackedEntity tracked in InOrder())
            {
                view.Append(tracked);
                if (tracked.State == EntityState.Modified)
                    view.Append(": ").AppendJoin(", ", tracked.Model.FieldsOf(tracked.Entity).Where(tracked.Modified.Contains).Select(changed => changed.ApiName));
                view.AppendLine();
            }

            return view.ToString();
        }
    }

    /// <summary>The entities tracked, in the order they came in. Changes are looked for first.</summary>
    public IEnumerable<EntityEntry> Entries()
    {
        DetectChanges();
        return [.. InOrder().Select(tracked => new EntityEntry(this, tracked))];
    }

    /// <summary>The entities of one class that are tracked, in the order they came in. Changes are looked for first.</summary>
    /// <typeparam name="T">The class, or a base class.</typeparam>
    public IEnumerable<EntityEntry<T>> Entries<T>()
        where T : class
    {
        DetectChanges();
        return [.. InOrder().Where(tracked => tracked.Entity is T).Select(tracked => new EntityEntry<T>(this, tracked))];
    }

    /// <summary>Whether saving would send anything. Changes are looked for first.</summary>
    public bool HasChanges()
    {
        DetectChanges();
        return _map.All.Any(tracked => tracked.State != EntityState.Unchanged);
    }

    /// <summary>Forgets all entities, and whatever was done with them.</summary>
    public void Clear() => _map.Clear();

    /// <summary>
    /// Compares every entity with what it looked like, follows new parents and children, and moves states between Unchanged and Modified.
    /// Saving, <see cref="Entries()"/> and <see cref="HasChanges"/> do so by themselves.
    /// </summary>
    public void DetectChanges()
    {
        DetectRelationships();
        foreach (TrackedEntity tracked in _map.All)
        {
            if (tracked.State is EntityState.Unchanged or EntityState.Modified)
                DetectFields(tracked);
        }
    }

    internal TrackedEntity? Find(object entity) => _map.Find(entity);

    internal TrackedEntity? FindById(string? id) => _map.FindById(id);

    internal void Identify(TrackedEntity tracked) => _map.Identify(tracked);

    internal IEnumerable<TrackedEntity> InOrder() => _map.All.OrderBy(tracked => tracked.Order);

    /// <summary>The entity that stands for a record of a query's answer already, if all that the query reads is known of it.</summary>
    internal bool TryGetTracked(EntityModel model, RecordKey key, FieldSet wanted, out object? entity)
    {
        entity = null;
        if (_map.Find(key) is not { } tracked || (tracked.Model != model && !model.ClrType.IsInstanceOfType(tracked.Entity)))
            return false;
        if (!ReferenceEquals(tracked.Loaded, wanted) && tracked.State != EntityState.Deleted && !tracked.Loaded.Union(wanted).Equals(tracked.Loaded))
            return false;
        entity = tracked.Entity;
        return true;
    }

    /// <summary>Makes room for the rows of a query that is about to be read.</summary>
    internal void Expect(long rows) => _map.Expect(rows);

    /// <summary>Takes in an entity that a query read.</summary>
    /// <param name="model">Its class.</param>
    /// <param name="entity">The entity.</param>
    /// <param name="key">Its id as the answer had it; empty where only the entity says it.</param>
    /// <param name="loaded">The fields the query read.</param>
    /// <returns>The entity that stands for the record: this one, or the one that did before, with the fields filled that it lacked.</returns>
    internal object TrackQueried(EntityModel model, object entity, RecordKey key, FieldSet loaded)
    {
        TrackedType type = TypeOf(model);
        if (key.IsEmpty && !RecordKey.TryCreate(type.IdOf(entity), out key))
            return entity;
        if (_map.Find(key) is { } known)
        {
            if (!model.ClrType.IsInstanceOfType(known.Entity))
            {
                throw new InvalidOperationException(
                    $"The context already tracks the record {known.Id} as a {known.Model.ClrType.Name}, and a record is one entity: it cannot be a {model.ClrType.Name} too. " +
                    "Read it with AsNoTracking(), or in a context of its own.");
            }

            if (known.Model == model)
                FillIn(known, entity, loaded);
            return known.Entity;
        }

        TrackedEntity tracked = new(type, entity, _order++) { State = EntityState.Unchanged, Loaded = loaded };
        tracked.Snapshot = type.Snapshot.Take(entity);
        _map.Add(key, tracked);
        return entity;
    }

    /// <summary>Takes in what a query read about a relationship, without making it look like a change.</summary>
    internal void AcceptRelationships(object entity)
    {
        if (_map.Find(entity) is not { State: EntityState.Unchanged, Snapshot: { } snapshot } tracked)
            return;
        foreach (ParentModel relationship in tracked.Model.Parents)
            relationship.SetValue(snapshot, relationship.GetValue(entity));
        HashSet<object> children = new(ReferenceEqualityComparer.Instance);
        foreach ((ChildrenModel relationship, object child) in tracked.Type.ChildrenOf(entity))
        {
            children.Add(child);
            if (relationship.Inverse is { } inverse && _map.Find(child) is { State: EntityState.Unchanged, Snapshot: { } childSnapshot })
                inverse.SetValue(childSnapshot, inverse.GetValue(child));
        }

        tracked.KnownChildren = children.Count > 0 ? children : tracked.KnownChildren;
    }

    /// <summary>Tracks an entity in a state, or moves it there.</summary>
    internal TrackedEntity Track(object entity, EntityState state)
    {
        if (_map.Find(entity) is { } known)
        {
            known.State = state;
            return known;
        }

        TrackedType type = TypeOf(_model.Entity(entity.GetType()));
        TrackedEntity tracked = new(type, entity, _order++) { State = state };
        if (state is not (EntityState.Added or EntityState.Upserted))
            tracked.Snapshot = type.Snapshot.Take(entity);
        _map.Add(tracked);
        return tracked;
    }

    /// <summary>What is known of an entity; for one that is not tracked, a description that is not either.</summary>
    internal TrackedEntity FindOrDescribe(object entity) =>
        _map.Find(entity) ?? new TrackedEntity(TypeOf(_model.Entity(entity.GetType())), entity, -1) { State = EntityState.Detached };

    internal void Detach(TrackedEntity tracked)
    {
        _map.Remove(tracked);
        tracked.State = EntityState.Detached;
    }

    private TrackedType TypeOf(EntityModel model)
    {
        // Rows come by the thousand, and mostly of one class.
        if (_lastType?.Model == model)
            return _lastType;

        // Shared by all contexts of a type: a comparer is compiled once, not once for each context.
        lock (_types)
        {
            if (!_types.TryGetValue(model, out TrackedType? type))
                _types[model] = type = new TrackedType(model);
            return _lastType = type;
        }
    }

    private TrackedEntity Discover(object entity) =>
        Track(entity, TypeOf(_model.Entity(entity.GetType())).IdOf(entity) is null ? EntityState.Added : EntityState.Unchanged);

    private void DetectRelationships()
    {
        // Following one entity may bring in others, which have parents and children of their own.
        int seen = -1;
        while (seen < _order)
        {
            List<TrackedEntity> fresh = [.. _map.All.Where(tracked =>
                tracked.Type.HasRelationships && tracked.State != EntityState.Deleted && tracked.Order >= seen)];
            seen = _order;
            fresh.ForEach(_fixup.Detect);
        }
    }

    private static void DetectFields(TrackedEntity tracked)
    {
        tracked.Changed = tracked.Type.Snapshot.Changes(tracked.Entity, tracked.Snapshot!);
        bool modified = !tracked.Changed.IsEmpty || !tracked.Forced.IsEmpty || tracked.Parents is { Count: > 0 } || tracked.ClearedParents is { Count: > 0 };
        tracked.State = modified ? EntityState.Modified : EntityState.Unchanged;
    }

    private static void FillIn(TrackedEntity known, object read, FieldSet loaded)
    {
        foreach (FieldModel field in known.Model.FieldsOf(read))
        {
            if (!loaded.Contains(field) || known.Loaded.Contains(field))
                continue;
            object? value = field.GetValue(read);
            bool untouched = EntitySnapshot.AreSame(field, field.GetValue(known.Entity), field.GetValue(known.Snapshot ?? known.Entity));
            if (untouched)
                field.SetValue(known.Entity, value);
            if (known.Snapshot is { } snapshot)
                field.SetValue(snapshot, value);
        }

        known.Loaded = known.Loaded.Union(loaded);
    }
}
