using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Planning;

/// <summary>Turns tracked entities into the writes they ask for.</summary>
internal sealed class WriteCollector
{
    private const string ReferenceStart = "@{";

    /// <summary>The writes, in the order the entities came into the context.</summary>
    /// <exception cref="InvalidOperationException">A field was changed that the org does not let anyone change.</exception>
    public IReadOnlyList<PendingWrite> Collect(IEnumerable<TrackedEntity> entities)
    {
        List<PendingWrite> writes = [.. entities.Select(Write).OfType<PendingWrite>()];
        Dictionary<TrackedEntity, PendingWrite> byEntity = writes.ToDictionary(write => write.Tracked);
        foreach (PendingWrite write in writes.Where(write => write.Operation != SaveOperation.Delete))
        {
            foreach ((string lookup, TrackedEntity parent) in write.Tracked.Parents ?? [])
            {
                write.Pointers[lookup] = parent;
                if (parent.Id is null || parent.State == EntityState.Upserted)
                    write.Dependencies.Add(byEntity.GetValueOrDefault(parent) ?? throw LostParent(write, lookup, parent));
            }
        }

        return writes;
    }

    private static PendingWrite? Write(TrackedEntity tracked) => tracked.State switch
    {
        EntityState.Added => Written(tracked, SaveOperation.Create, Filled(tracked)),
        EntityState.Upserted => Written(tracked, SaveOperation.Upsert, Filled(tracked)),
        EntityState.Modified => Update(tracked),
        EntityState.Deleted => new PendingWrite(tracked, SaveOperation.Delete, []),
        _ => null,
    };

    private static PendingWrite Update(TrackedEntity tracked)
    {
        List<FieldModel> fields = [.. tracked.Model.FieldsOf(tracked.Entity).Where(tracked.Modified.Contains)];
        if (fields.Find(field => field.IsReadOnly || field.IsCreateOnly || field.ApiName == "Id") is { } refused)
        {
            string reason = refused.IsCreateOnly ? "can only be set when the record is created" : "is set by the org";
            throw new InvalidOperationException($"{refused} of the record {tracked.Id} was changed, and {reason}. " +
                $"Put the old value back with Entry(entity).Property(\"{refused.Name}\").IsModified = false, then save again. Nothing was sent.");
        }

        return Written(tracked, SaveOperation.Update, fields);
    }

    private static PendingWrite Written(TrackedEntity tracked, SaveOperation operation, List<FieldModel> fields)
    {
        fields.RemoveAll(field => tracked.Parents?.ContainsKey(field.ApiName) == true);
        return new PendingWrite(tracked, operation, fields)
        {
            Cleared = tracked.ClearedParents ?? [],
            LooksLikeReference = fields.Exists(field => field.ToWire(field.GetValue(tracked.Entity)) is string text && text.Contains(ReferenceStart, StringComparison.Ordinal)),
        };
    }

    // A new record says nothing of the fields that are null: their defaults are the org's business.
    private static List<FieldModel> Filled(TrackedEntity tracked) =>
        [.. tracked.Model.FieldsOf(tracked.Entity).Where(field => !field.IsReadOnly && field.ApiName != "Id" && field.ToWire(field.GetValue(tracked.Entity)) is not null)];

    private static InvalidOperationException LostParent(PendingWrite write, string lookup, TrackedEntity parent) => new(
        $"{write.ApiName}.{lookup} is to point at a {parent.Model.ClrType.Name} that has no id and is not going to be created (its state is {parent.State}). " +
        "Add that one to the context, or let the lookup point elsewhere. Nothing was sent.");
}
