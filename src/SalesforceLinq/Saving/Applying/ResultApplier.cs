using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Applying;

/// <summary>Makes entities what the org now has: ids, lookups, and the state Unchanged.</summary>
internal sealed class ResultApplier(ChangeTracker tracker)
{
    /// <summary>Applies the result of a write that was saved.</summary>
    public SavedEntry Apply(PendingWrite write, RecordResult result)
    {
        TrackedEntity tracked = write.Tracked;
        if (write.Operation == SaveOperation.Delete)
        {
            string deleted = tracked.Id!;
            tracker.Detach(tracked);
            return new SavedEntry(tracked.Entity, write.Operation, deleted, Created: false);
        }

        if (write.Operation is SaveOperation.Create or SaveOperation.Upsert && result.Id is { } id)
        {
            if (tracked.Model.HasId)
                tracked.Model.Id.SetValue(tracked.Entity, tracked.Model.Id.FromWire(id));
            tracker.Identify(tracked);
        }

        foreach ((string lookup, TrackedEntity parent) in write.Pointers)
        {
            if (tracked.Model.FindField(lookup) is { } field)
                field.SetValue(tracked.Entity, field.FromWire(parent.Id));
        }

        Dictionary<string, TrackedEntity> unsent = Unsent(write);
        tracked.Loaded = tracked.Loaded.Union(FieldSet.Of(write.Fields));
        tracked.Accept();
        foreach ((string lookup, TrackedEntity parent) in unsent)
            tracked.PointAt(lookup, parent);
        bool? created = write.Operation switch { SaveOperation.Create => true, SaveOperation.Update => false, _ => result.Created };
        return new SavedEntry(tracked.Entity, write.Operation, tracked.Id ?? result.Id ?? "", created);
    }

    // A lookup that was postponed to break a circle is still to be sent.
    private static Dictionary<string, TrackedEntity> Unsent(PendingWrite write) =>
        (write.Tracked.Parents ?? []).Where(pointer => !write.Pointers.ContainsKey(pointer.Key)).ToDictionary();
}
