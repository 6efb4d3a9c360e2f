using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Planning;

/// <summary>Turns tracked entities into the writes they ask for.</summary>
/// <param name="checksVersions">Whether the concurrency tokens of records are checked.</param>
internal sealed class WriteCollector(bool checksVersions)
{
    private const string ReferenceStart = "@{";

    private (EntityModel? Model, FieldSet Modified, List<FieldModel> Fields) _lastUpdated = (null, FieldSet.None, []);

    /// <summary>The writes, in the order the entities came into the context.</summary>
    /// <exception cref="InvalidOperationException">A field was changed that the org does not let anyone change, or what was done with an entity cannot be sent.</exception>
    public IReadOnlyList<PendingWrite> Collect(IEnumerable<TrackedEntity> changed)
    {
        SegmentedList<PendingWrite> writes = [];
        HashSet<(string Path, object? Key)> upserted = [];
        bool anyPoints = false;
        foreach (TrackedEntity tracked in changed)
        {
            PendingWrite write = Write(tracked);
            if (write.UpsertKey is { } key && !upserted.Add((write.UpsertPath!, key.ToWire(key.GetValue(tracked.Entity)))))
                throw UpsertedTwice(tracked, key);
            writes.Add(write);
            anyPoints |= tracked.Pointers.Count > 0;
        }

        if (anyPoints)
            Point(writes);
        return writes;
    }

    private static void Point(SegmentedList<PendingWrite> writes)
    {
        Dictionary<TrackedEntity, PendingWrite> byEntity = writes.ToDictionary(write => write.Tracked);
        foreach (PendingWrite write in writes.Where(write => write.Operation != SaveOperation.Delete))
        {
            foreach ((string lookup, TrackedEntity parent) in write.Tracked.Pointers)
                Point(write, lookup, parent, byEntity);
        }
    }

    private static void Point(PendingWrite write, string lookup, TrackedEntity parent, Dictionary<TrackedEntity, PendingWrite> byEntity)
    {
        if (parent.IsReference)
        {
            ParentModel? relationship = write.Tracked.Model.Parents.FirstOrDefault(candidate => string.Equals(candidate.ForeignKeyApiName, lookup, StringComparison.OrdinalIgnoreCase));
            write.PointAt(lookup, new KeyedParent(
                relationship?.RelationshipName ?? throw NoRelationship(write, lookup, parent), parent, relationship.IsPolymorphic));
            return;
        }

        write.PointAt(lookup, parent);
        if (parent.Id is null || parent.State == EntityState.Upserted)
            write.WaitFor(byEntity.GetValueOrDefault(parent) ?? throw LostParent(write, lookup, parent));
    }

    private PendingWrite Write(TrackedEntity tracked) => tracked.State switch
    {
        EntityState.Added => Written(tracked, SaveOperation.Create, Filled(tracked)),
        EntityState.Upserted => Written(tracked, SaveOperation.Upsert, Filled(tracked)),
        EntityState.Modified => Update(tracked),
        EntityState.Deleted => new PendingWrite(tracked, SaveOperation.Delete, []) { Token = TokenOf(tracked) },
        _ => throw new ArgumentException($"{tracked} has nothing to be saved."),
    };

    private PendingWrite Update(TrackedEntity tracked)
    {
        if (tracked.Id is null)
            throw NoId(tracked);
        FieldSet modified = tracked.Modified;
        // What is changed in bulk is mostly the same field: one list for all of them.
        if (tracked.Model != _lastUpdated.Model || tracked.Model.ExtraFields is not null || !modified.Equals(_lastUpdated.Modified))
            _lastUpdated = (tracked.Model, modified, UpdatedFields(tracked, modified));
        return Written(tracked, SaveOperation.Update, _lastUpdated.Fields);
    }

    private static List<FieldModel> UpdatedFields(TrackedEntity tracked, FieldSet modified)
    {
        List<FieldModel> fields = new(modified.Count);
        IReadOnlyList<FieldModel> all = tracked.Model.Fields;
        for (int i = 0; i < all.Count; i++)
        {
            if (modified.Contains(all[i]))
                fields.Add(all[i]);
        }

        fields.AddRange(tracked.Model.ExtraFields?.FieldsOf(tracked.Entity).Where(modified.Contains) ?? []);
        return fields.Find(field => field.IsReadOnly || field.IsCreateOnly || field.ApiName == "Id") is { } refused
            ? throw NotUpdateable(tracked, refused)
            : fields;
    }

    private PendingWrite Written(TrackedEntity tracked, SaveOperation operation, List<FieldModel> fields)
    {
        bool points = tracked.Pointers.Count > 0;
        if (points)
            fields = WithoutPointers(fields, tracked.Pointers);
        PendingWrite write = new(tracked, operation, fields)
        {
            LooksLikeReference = HasReferenceLookalike(tracked, fields) || (points && tracked.Pointers.Values.Any(HasReferenceLookalike)),
            Token = operation == SaveOperation.Update ? TokenOf(tracked) : null,
            Collected = operation == SaveOperation.Update ? null : tracked.Type.Snapshot.Take(tracked.Entity),
            ValuesHash = operation == SaveOperation.Update ? PendingWrite.HashOf(tracked.Entity, fields) : 0,
        };
        if (tracked.HasPending && tracked.Pending.ClearedParents is { Count: > 0 } cleared)
            write.Clear(cleared);
        return write;
    }

    private static List<FieldModel> WithoutPointers(List<FieldModel> fields, IReadOnlyDictionary<string, TrackedEntity> pointers) =>
        [.. fields.Where(field => !pointers.ContainsKey(field.ApiName))];

    private static bool HasReferenceLookalike(TrackedEntity tracked, List<FieldModel> fields)
    {
        foreach (FieldModel field in fields)
        {
            if (LooksLikeReference(field, tracked))
                return true;
        }

        return false;
    }

    private static bool HasReferenceLookalike(TrackedEntity parent) => parent.IsReference && LooksLikeReference(parent.Key!, parent);

    private static bool LooksLikeReference(FieldModel field, TrackedEntity tracked) =>
        field.ToWire(field.GetValue(tracked.Entity)) is string text && text.Contains(ReferenceStart, StringComparison.Ordinal);

    // A token that was never read is nothing to compare with.
    private FieldModel? TokenOf(TrackedEntity tracked)
    {
        if (!checksVersions || tracked.Type.Token is not { } token || tracked.Snapshot is not { } snapshot || token.GetValue(snapshot) is not { } value)
            return null;
        return token.ClrType.IsValueType && value.Equals(Activator.CreateInstance(value.GetType())) ? null : token;
    }

    // A new record says nothing of the fields that are null: their defaults are the org's business. Unless the program said so, or emptied what it had read.
    private static List<FieldModel> Filled(TrackedEntity tracked) =>
        [.. tracked.Model.FieldsOf(tracked.Entity).Where(tracked.IsSentWhenNew)];

    private static InvalidOperationException NoId(TrackedEntity tracked) => new(
        $"A {tracked.Model.ClrType.Name} without an id was changed{(tracked.Key is { } key ? $"; it stands for the record with its {key.Name}, which others can point at" : "")}, " +
        "and only a record with an id can be updated. Read it first, call Upsert with an external id, or Add it to create a record. Nothing was sent.");

    private static InvalidOperationException UpsertedTwice(TrackedEntity tracked, FieldModel key) => new(
        $"Two entities of {tracked.Model.ClrType.Name} are to be upserted by the same {key.Name}: they stand for one record, and one would be saved over the other. " +
        "Keep one of them. Nothing was sent.");

    private static InvalidOperationException NotUpdateable(TrackedEntity tracked, FieldModel field) => new(
        $"{field} of the record {tracked.Id} was changed, and {(field.IsCreateOnly ? "can only be set when the record is created" : "is set by the org")}. " +
        $"Put the old value back with Entry(entity).Property(\"{field.Name}\").IsModified = false, then save again. Nothing was sent.");

    private static InvalidOperationException LostParent(PendingWrite write, string lookup, TrackedEntity parent) => new(
        $"{write.ApiName}.{lookup} is to point at a {parent.Model.ClrType.Name} that has no id and is not going to be created (its state is {parent.State}). " +
        "Add that one to the context, or let the lookup point elsewhere. Nothing was sent.");

    private static InvalidOperationException NoRelationship(PendingWrite write, string lookup, TrackedEntity parent) => new(
        $"{write.ApiName}.{lookup} is to point at a {parent.Model.ClrType.Name} by its {parent.Key!.ApiName}, and {write.Tracked.Model.ClrType.Name} has no property for that parent. " +
        "Add one, or give the parent its id. Nothing was sent.");
}
