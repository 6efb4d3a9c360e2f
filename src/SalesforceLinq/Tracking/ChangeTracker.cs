using System.Text;
using SalesforceLinq.Tracking;

namespace SalesforceLinq;

/// <summary>The entities a context knows, each record once, and what was done with them since.</summary>
public sealed class ChangeTracker
{
    private readonly SalesforceModel _model;
    private readonly IdentityMap _map = new();
    private readonly ChangeDetector _detector;
    private readonly Dictionary<EntityModel, TrackedType> _types;
    private TrackedType? _lastType;

    internal ChangeTracker(SalesforceModel model, Dictionary<EntityModel, TrackedType> types, IRecordSource? records = null)
    {
        _model = model;
        _types = types;
        _detector = new ChangeDetector(this, _map);
        Records = records;
    }

    /// <summary>Raised when an entity begins to be tracked.</summary>
    public event EventHandler<EntityTrackedEventArgs>? Tracked;

    /// <summary>Raised when an entity that is tracked has moved to another state.</summary>
    public event EventHandler<EntityStateChangedEventArgs>? StateChanged;

    /// <summary>Whether changes are looked for by themselves: by saving, by <c>Entry</c>, by <see cref="Entries()"/> and the like.</summary>
    /// <value>Default <see langword="true"/>. Without it, call <see cref="DetectChanges()"/> after changing entities.</value>
    public bool AutoDetectChangesEnabled { get; set; } = true;

    /// <summary>Every entity tracked and the state it is in, after looking for changes.</summary>
    /// <value>One line each, in the order they came in, with the fields that changed.</value>
    public string DebugView
    {
        get
        {
            DetectAutomatically();
            StringBuilder view = new();
            foreach (TrackedEntity tracked in _map)
            {
                view.Append(tracked);
                if (tracked.State == EntityState.Modified)
                    view.Append(": ").AppendJoin(", ", tracked.Model.FieldsOf(tracked.Entity).Where(tracked.Modified.Contains).Select(changed => changed.ApiName).Union(tracked.Pointers.Keys));
                view.AppendLine();
            }

            return view.ToString();
        }
    }

    /// <summary>Where entries read records from; null for a tracker that only saves.</summary>
    internal IRecordSource? Records { get; }

    /// <summary>The entities tracked, in the order they came in. Changes are looked for first.</summary>
    public IEnumerable<EntityEntry> Entries()
    {
        DetectAutomatically();
        return [.. _map.Select(tracked => new EntityEntry(this, tracked))];
    }

    /// <summary>The entities of one class that are tracked, in the order they came in. Changes are looked for first.</summary>
    /// <typeparam name="T">The class, or a base class.</typeparam>
    public IEnumerable<EntityEntry<T>> Entries<T>()
        where T : class
    {
        DetectAutomatically();
        return [.. _map.Where(tracked => tracked.Entity is T).Select(tracked => new EntityEntry<T>(this, tracked))];
    }

    /// <summary>Whether saving would send anything. Changes are looked for first.</summary>
    public bool HasChanges()
    {
        DetectAutomatically();
        foreach (TrackedEntity tracked in _map)
        {
            if (tracked.State != EntityState.Unchanged)
                return true;
        }

        return false;
    }

    /// <summary>Forgets all entities, and whatever was done with them.</summary>
    public void Clear()
    {
        _map.Clear();
        _detector.Clear();
    }

    /// <summary>
    /// Compares every entity with what it looked like, follows new parents and children, and moves states between Unchanged and Modified.
    /// Saving, <see cref="Entries()"/> and <see cref="HasChanges"/> do so by themselves.
    /// </summary>
    public void DetectChanges() => _detector.Detect();

    internal void DetectAutomatically()
    {
        if (AutoDetectChangesEnabled)
            _detector.Detect();
    }

    /// <summary>The entities that saving would send something for, in the order they came in. Changes are looked for while they are handed out.</summary>
    internal IEnumerable<TrackedEntity> Changed()
    {
        if (AutoDetectChangesEnabled && StateChanged is null)
            return _detector.DetectChanged();
        // Who listens may let go of an entity, also of one that came before: none is handed out until all were looked at.
        DetectAutomatically();
        return _map.Where(tracked => tracked.State != EntityState.Unchanged);
    }

    /// <summary>Looks at one entity alone.</summary>
    internal void DetectChanges(TrackedEntity tracked) => _detector.Detect(tracked);

    /// <summary>Lets a parent property, and the collections of parents, show what the lookup says.</summary>
    internal void FollowLookup(TrackedEntity tracked, ParentModel relationship) => _detector.FollowLookup(tracked, relationship);

    internal TrackedEntity? Find(object entity) => _map.Find(entity);

    internal TrackedEntity? FindById(string? id) => _map.FindById(id);

    internal void Identify(TrackedEntity tracked) => _map.Identify(tracked);

    /// <summary>The entities tracked, in the order they came in.</summary>
    internal IdentityMap All => _map;

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

        TrackedEntity tracked = new(type, entity) { State = EntityState.Unchanged, Loaded = loaded };
        tracked.Snapshot = type.Snapshot.Take(entity);
        _map.Add(key, tracked);
        if (type.HasRelationships)
            _detector.Join(tracked, key);
        Tracked?.Invoke(this, new EntityTrackedEventArgs(new EntityEntry(this, tracked), fromQuery: true));
        return entity;
    }

    /// <summary>Takes in what a query read about relationships, without making it look like a change.</summary>
    /// <param name="entity">The entity.</param>
    /// <param name="read">Names of the properties whose parents or children were read.</param>
    internal void AcceptRelationships(object entity, IReadOnlyList<string> read)
    {
        if (_map.Find(entity) is not { State: EntityState.Unchanged, Snapshot: { } snapshot } tracked)
            return;
        foreach (ParentModel relationship in tracked.Type.Parents)
            relationship.SetValue(snapshot, relationship.GetValue(entity));
        tracked.MarkLoaded(read);
        foreach ((ChildrenModel relationship, object child) in tracked.Type.ChildrenOf(entity))
            AcceptChild(relationship, entity, child);
    }

    /// <summary>Takes in that a query read a record as the child of another one.</summary>
    internal void AcceptChild(ChildrenModel relationship, object parent, object child)
    {
        if (relationship.Inverse is { } up && _map.Find(child) is { State: EntityState.Unchanged, Snapshot: { } snapshot })
            up.SetValue(snapshot, parent);
        if (_map.Find(parent) is { } tracked)
            (tracked.Pending.Children ??= new(ReferenceEqualityComparer.Instance)).Add(child);
    }

    /// <summary>Tracks an entity in a state, with all it leads to, or moves it there.</summary>
    internal TrackedEntity Track(object entity, EntityState state)
    {
        if (_map.Find(entity) is { } known)
        {
            RefuseToAdd(known, state);
            // The org has it after all: from now on, what it looks like is what the org has.
            if (state == EntityState.Unchanged && known.IsNew)
            {
                known.Accept();
                _map.Identify(known);
            }

            SetState(known, state);
            return known;
        }

        TrackedType type = TypeOf(_model.Entity(entity.GetType()));
        TrackedEntity tracked = new(type, entity) { State = state };
        RefuseToAdd(tracked, state);
        if (state is not (EntityState.Added or EntityState.Upserted))
            tracked.Snapshot = type.Snapshot.Take(entity);
        _map.Add(tracked);
        Tracked?.Invoke(this, new EntityTrackedEventArgs(new EntityEntry(this, tracked), fromQuery: false));
        if (type.HasRelationships && state != EntityState.Deleted)
            _detector.Follow(tracked);
        return tracked;
    }

    /// <summary>Moves an entity to a state.</summary>
    internal void SetState(TrackedEntity tracked, EntityState state)
    {
        EntityState before = tracked.State;
        if (before == state)
            return;
        tracked.State = state;
        StateChanged?.Invoke(this, new EntityStateChangedEventArgs(new EntityEntry(this, tracked), before, state));
    }

    /// <summary>What an entity looks like is what the org has.</summary>
    internal void Accept(TrackedEntity tracked)
    {
        tracked.Accept();
        SetState(tracked, EntityState.Unchanged);
    }

    /// <summary>The org has what was written.</summary>
    /// <param name="tracked">The entity.</param>
    /// <param name="collected">What it looked like when it was collected to be created; <see langword="null"/> for an update.</param>
    /// <param name="written">The fields an update wrote.</param>
    /// <param name="again">Fields that have other values by now, and are to be saved again.</param>
    internal void AcceptSaved(TrackedEntity tracked, object? collected, IReadOnlyList<FieldModel> written, IReadOnlyList<FieldModel> again)
    {
        if (collected is null)
            tracked.Accept(written);
        else
            tracked.AcceptAs(collected);
        if (again.Count > 0)
            tracked.Forced = FieldSet.Of(again);
        // Who removed it, or let go of it, while it was being saved wants that still.
        if (tracked.State is not (EntityState.Deleted or EntityState.Detached))
            SetState(tracked, again.Count > 0 ? EntityState.Modified : EntityState.Unchanged);
    }

    /// <summary>What is known of an entity; for one that is not tracked, a description that is not either.</summary>
    internal TrackedEntity FindOrDescribe(object entity) =>
        _map.Find(entity) ?? new TrackedEntity(TypeOf(_model.Entity(entity.GetType())), entity) { State = EntityState.Detached };

    internal void Detach(TrackedEntity tracked)
    {
        _map.Remove(tracked);
        SetState(tracked, EntityState.Detached);
    }

    /// <summary>Lets go of records that are deleted, and of what points at them.</summary>
    internal void Forget(IReadOnlyCollection<TrackedEntity> deleted) => _detector.Forget(deleted);

    internal TrackedType TypeOf(EntityModel model)
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

    internal EntityModel ModelOf(object entity) => _model.Entity(entity.GetType());

    // The org gives new records their ids: one that is added with an id would be created beside the record it stands for.
    private static void RefuseToAdd(TrackedEntity tracked, EntityState state)
    {
        if (state != EntityState.Added || tracked.Id is not { } id)
            return;
        string remedy = tracked.State == EntityState.Deleted
            ? "To take its removal back, set Entry(entity).State to EntityState.Unchanged"
            : "To change that record, Attach the entity or call Update";
        throw new InvalidOperationException(
            $"A {tracked.Model.ClrType.Name} with the id {id} cannot be added: it stands for a record that exists, and the org gives new records ids of its own. " +
            $"{remedy}; to create another record, set {tracked.Model.Id.Name} to null first.");
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
                field.SetValue(snapshot, field.Converter.Copy(value));
        }

        known.Loaded = known.Loaded.Union(loaded);
    }
}
