using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Sending;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Applying;

/// <summary>Makes entities what the org now has: ids, lookups, and the state Unchanged.</summary>
internal sealed class ResultApplier(ChangeTracker tracker)
{
    private readonly List<TrackedEntity> _deleted = [];

    /// <summary>Applies the result of a write that was saved.</summary>
    public SavedEntry Apply(PendingWrite write, RecordResult result)
    {
        TrackedEntity tracked = write.Tracked;
        if (write.Operation == SaveOperation.Delete)
        {
            _deleted.Add(tracked);
            return new SavedEntry(tracked.Entity, write.Operation, tracked.Id!, Created: false);
        }

        if (write.Operation is SaveOperation.Create or SaveOperation.Upsert && result.Id is { } id)
        {
            if (tracked.Model.HasId)
                SetBoth(write, tracked.Model.Id, id);
            tracker.Identify(tracked);
        }

        foreach ((string lookup, TrackedEntity parent) in write.Pointers)
        {
            if (tracked.Model.FindField(lookup) is { } field)
                SetBoth(write, field, parent.Id);
        }

        KeyValuePair<string, TrackedEntity>[] unsent = tracked.Pointers.Count == 0 ? [] : Unsent(write);
        tracked.Loaded = tracked.Loaded.With(write.Fields);
        tracker.AcceptSaved(tracked, write.Collected, WithLookups(write), again: write.Collected is null && write.HasOtherValues ? write.Fields : []);
        foreach ((string lookup, TrackedEntity parent) in unsent)
            tracked.Pending.PointAt(lookup, parent);
        bool? created = write.Operation switch { SaveOperation.Create => true, SaveOperation.Update => false, _ => result.Created };
        return new SavedEntry(tracked.Entity, write.Operation, tracked.Id ?? result.Id ?? "", created);
    }

    /// <summary>Lets go of all records that were deleted, at once: what pointed at them must be looked for.</summary>
    public void ForgetDeleted()
    {
        if (_deleted.Count > 0)
            tracker.Forget([.. _deleted]);
        _deleted.Clear();
    }

    /// <summary>Takes in what the org has of a record that was read back.</summary>
    public static void Refresh(TrackedEntity tracked, JObject record)
    {
        List<FieldModel> read = [];
        foreach (JProperty member in record.Properties())
        {
            if ((tracked.Model.FindField(member.Name) ?? tracked.Model.ExtraFields?.Field(member.Name)) is not { } field || member.Name == "attributes")
                continue;
            object? value = field.FromWire(FieldValue.Of(record, field));
            // What the program has set while the save was under way is still to be saved.
            object? snapshot = tracked.Snapshot;
            if (snapshot is null || (!tracked.Forced.Contains(field) && EntitySnapshot.AreSame(field, field.GetValue(tracked.Entity), field.GetValue(snapshot))))
                field.SetValue(tracked.Entity, value);
            if (snapshot is not null)
                field.SetValue(snapshot, field.Converter.Copy(value));
            read.Add(field);
        }

        tracked.Loaded = tracked.Loaded.With(read);
    }

    private static void SetBoth(PendingWrite write, FieldModel field, string? id)
    {
        field.SetValue(write.Tracked.Entity, field.FromWire(id));
        if (write.Collected is { } collected)
            field.SetValue(collected, field.FromWire(id));
    }

    private static IReadOnlyList<FieldModel> WithLookups(PendingWrite write) => write.Pointers.Count + write.KeyedParents.Count == 0
        ? write.Fields
        : [.. write.Fields, .. write.Pointers.Keys.Concat(write.KeyedParents.Keys).Select(write.Tracked.Model.FindField).OfType<FieldModel>()];

    // A lookup that was postponed to break a circle is still to be sent.
    private static KeyValuePair<string, TrackedEntity>[] Unsent(PendingWrite write) =>
        [.. write.Tracked.Pointers.Where(pointer => !write.Pointers.ContainsKey(pointer.Key) && !write.KeyedParents.ContainsKey(pointer.Key))];
}
