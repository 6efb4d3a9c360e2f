using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving.Planning;

/// <summary>One record to be written.</summary>
/// <remarks>A save may have tens of thousands, and all live until it is over: what few of them have stands in <see cref="Links"/>.</remarks>
internal sealed class PendingWrite(TrackedEntity tracked, SaveOperation operation, IReadOnlyList<FieldModel> fields)
{
    private static readonly Dictionary<string, TrackedEntity> NoPointers = [];
    private static readonly Dictionary<string, KeyedParent> NoKeyedParents = [];

    private Links? _links = operation == SaveOperation.Upsert ? new Links { UpsertKey = tracked.Key } : null;

    public TrackedEntity Tracked { get; } = tracked;

    public SaveOperation Operation { get; private set; } = operation;

    /// <summary>The external id an upsert goes by.</summary>
    public FieldModel? UpsertKey => _links?.UpsertKey;

    /// <summary>Object and external id of an upsert: <c>Contact/Key__c</c>.</summary>
    public string? UpsertPath => UpsertKey is null ? null : $"{ApiName}/{UpsertKey.ApiName}";

    /// <summary>An external id that is among the fields sent, by which the record would be known again.</summary>
    public FieldModel? KeyOfItsOwn => Fields.FirstOrDefault(candidate => candidate.IsExternalId && candidate.ToWire(candidate.GetValue(Tracked.Entity)) is not null);

    /// <summary>The fields whose values are sent.</summary>
    public IReadOnlyList<FieldModel> Fields { get; } = fields;

    /// <summary>Lookup field → the parent it is to point at.</summary>
    public IReadOnlyDictionary<string, TrackedEntity> Pointers => _links?.Pointers ?? NoPointers;

    /// <summary>Lookup field → the parent it is to point at, where that one is known by an external id alone.</summary>
    public IReadOnlyDictionary<string, KeyedParent> KeyedParents => _links?.KeyedParents ?? NoKeyedParents;

    /// <summary>Lookup fields without a property that are to be emptied.</summary>
    public IReadOnlyCollection<string> Cleared => _links?.Cleared ?? [];

    /// <summary>The field whose value must still be the one that was read; <see langword="null"/> where nothing is checked.</summary>
    public FieldModel? Token { get; init; }

    /// <summary>The writes that must come before this one: its pointers' targets that have no id yet.</summary>
    public IReadOnlyList<PendingWrite> Dependencies => _links?.Dependencies ?? (IReadOnlyList<PendingWrite>)[];

    /// <summary>0 for a write that waits for none, else one more than the deepest it waits for.</summary>
    public int Depth => _links?.Depth ?? 0;

    public string ApiName => Tracked.Model.ApiName;

    /// <summary>Whether a text of the record looks like a reference of a composite call, which would be evaluated there.</summary>
    public bool LooksLikeReference { get; init; }

    /// <summary>What a record that is created or upserted looked like when it was collected: its snapshot, once it is saved.</summary>
    public object? Collected { get; init; }

    /// <summary>A hash of the values of the fields when they were collected, which is less to keep than they are.</summary>
    public int ValuesHash { get; init; }

    /// <summary>Whether the entity got other values in the fields since they were collected.</summary>
    public bool HasOtherValues => HashOf(Tracked.Entity, Fields) != ValuesHash;

    /// <summary>The value of <see cref="Token"/> that was read, as the property holds it.</summary>
    public object? TokenValue => Token!.GetValue(Tracked.Snapshot!);

    private Links Own => _links ??= new Links();

    /// <summary>A hash of values as they travel. Trees of JSON are left out: equal ones have different hashes.</summary>
    public static int HashOf(object entity, IReadOnlyList<FieldModel> fields)
    {
        int hash = 0;
        for (int i = 0; i < fields.Count; i++)
        {
            object? wire = fields[i].ToWire(fields[i].GetValue(entity));
            hash = HashCode.Combine(hash, wire is null or Newtonsoft.Json.Linq.JToken ? 0 : wire.GetHashCode());
        }

        return hash;
    }

    /// <summary>Lets a lookup point at a parent.</summary>
    public void PointAt(string lookup, TrackedEntity parent) => (Own.Pointers ??= new(StringComparer.OrdinalIgnoreCase))[lookup] = parent;

    /// <summary>Lets a lookup point at a parent that is known by an external id alone.</summary>
    public void PointAt(string lookup, KeyedParent parent) => (Own.KeyedParents ??= new(StringComparer.OrdinalIgnoreCase))[lookup] = parent;

    /// <summary>Lets lookups without a property be emptied.</summary>
    public void Clear(IReadOnlyCollection<string> lookups) => Own.Cleared = lookups;

    /// <summary>Lets the write come after another one.</summary>
    public void WaitFor(PendingWrite write) => (Own.Dependencies ??= []).Add(write);

    /// <summary>Places the write behind those it waits for.</summary>
    public void PlaceBehindDependencies()
    {
        if (Dependencies.Count > 0)
            Own.Depth = Dependencies.Max(dependency => dependency.Depth) + 1;
    }

    /// <summary>Gives up a lookup, and no longer waits for the write that makes its target.</summary>
    public void Postpone(string lookup, PendingWrite target)
    {
        _links?.Pointers?.Remove(lookup);
        _links?.Dependencies?.Remove(target);
    }

    /// <summary>Turns a create whose answer was lost into an upsert, which can be sent again.</summary>
    public void UpsertBy(FieldModel key)
    {
        Operation = SaveOperation.Upsert;
        Own.UpsertKey = key;
    }

    public override string ToString() => $"{Operation} {ApiName} {Tracked.Id}";

    private sealed class Links
    {
        public FieldModel? UpsertKey { get; set; }

        public Dictionary<string, TrackedEntity>? Pointers { get; set; }

        public Dictionary<string, KeyedParent>? KeyedParents { get; set; }

        public IReadOnlyCollection<string>? Cleared { get; set; }

        public List<PendingWrite>? Dependencies { get; set; }

        public int Depth { get; set; }
    }
}

/// <summary>A parent that is known by an external id alone.</summary>
/// <param name="RelationshipName">Relationship name as the wire has it: <c>Account</c>, <c>Account__r</c>.</param>
/// <param name="Parent">The parent.</param>
/// <param name="NeedsType">Whether the lookup may point at several objects, so that the parent's must be said.</param>
internal sealed record KeyedParent(string RelationshipName, TrackedEntity Parent, bool NeedsType);
