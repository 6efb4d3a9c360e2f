namespace SalesforceLinq.Tracking;

/// <summary>What is to be done with an entity, as far as the entity does not say it itself, and what is known of its relationships.</summary>
internal sealed class PendingChange
{
    /// <summary>No pointers.</summary>
    public static IReadOnlyDictionary<string, TrackedEntity> NoParents { get; } = new Dictionary<string, TrackedEntity>();

    /// <summary>Fields to be sent whatever they look like.</summary>
    public FieldSet Forced { get; set; } = FieldSet.None;

    /// <summary>The external id by which the record is upserted or referred to.</summary>
    public FieldModel? Key { get; set; }

    /// <summary>Lookup field → the parent it will point at.</summary>
    public Dictionary<string, TrackedEntity>? Parents { get; private set; }

    /// <summary>Lookup fields without a property of their own that are to be emptied.</summary>
    public HashSet<string>? ClearedParents { get; private set; }

    /// <summary>The children that were in its collections at the last look.</summary>
    public HashSet<object>? Children { get; set; }

    /// <summary>Names of the properties whose parent or children were read.</summary>
    public IReadOnlyList<string>? LoadedRelationships { get; set; }

    /// <summary>Whether there is nothing to be sent.</summary>
    public bool IsEmpty => Forced.IsEmpty && Parents is not { Count: > 0 } && ClearedParents is not { Count: > 0 };

    public void PointAt(string lookupField, TrackedEntity parent)
    {
        (Parents ??= new(StringComparer.OrdinalIgnoreCase))[lookupField] = parent;
        ClearedParents?.Remove(lookupField);
    }

    public void PointNowhere(string lookupField)
    {
        Parents?.Remove(lookupField);
        (ClearedParents ??= new(StringComparer.OrdinalIgnoreCase)).Add(lookupField);
    }

    public void ForgetPointer(string lookupField)
    {
        Parents?.Remove(lookupField);
        ClearedParents?.Remove(lookupField);
    }

    /// <summary>What is left when everything was saved: what is known of its relationships.</summary>
    public PendingChange Remaining() => new() { Children = Children, LoadedRelationships = LoadedRelationships };
}
