namespace SalesforceLinq.Tracking;

/// <summary>
/// Keeps three ways of saying the same thing in step: a parent property, a lookup field, and a place in a parent's collection. Whichever was
/// changed since the last look carries the others along.
/// </summary>
/// <param name="map">The entities known.</param>
/// <param name="discover">Tracks an entity that was found as a parent (or, with <see langword="false"/>, as a child) of another one.</param>
internal sealed class RelationshipFixup(IdentityMap map, Func<object, bool, TrackedEntity> discover)
{
    // What had come when all entities were looked at last; before that, nothing is known.
    private int _arrivalsSeen = -1;

    /// <summary>Looks at all entities.</summary>
    public void Detect()
    {
        int arrivals = map.Arrivals;
        if (map.HasRelationships)
        {
            foreach (TrackedEntity tracked in map)
            {
                if (tracked.Type.HasRelationships && tracked.State != EntityState.Deleted)
                    Detect(tracked);
            }
        }

        _arrivalsSeen = arrivals;
    }

    /// <summary>Looks at what an entity points at and what points at it, and follows what changed.</summary>
    /// <param name="tracked">The entity.</param>
    /// <param name="attaching">Whether the entity has just been attached, so that it and what it leads to are as the org has them.</param>
    public void Detect(TrackedEntity tracked, bool attaching = false)
    {
        foreach (ParentModel relationship in tracked.Type.Parents)
            DetectParent(tracked, relationship, attaching);
        if (tracked.Model.Children.Count > 0)
            DetectChildren(tracked, attaching);
    }

    /// <summary>Lets a child and its parent, both as the org has them, know each other.</summary>
    public static void Link(TrackedEntity child, ParentModel relationship, TrackedEntity parent)
    {
        relationship.SetValue(child.Entity, parent.Entity);
        Remember(child, relationship, parent.Entity);
        PutInto(parent, relationship, child.Entity);
    }

    /// <summary>A record is gone: what pointed at it points nowhere, and it is in no collection any more.</summary>
    /// <returns>Whether the child went with its parent, because its lookup may not be empty.</returns>
    public bool Forget(TrackedEntity child, ParentModel relationship)
    {
        child.Pending.ForgetPointer(relationship.ForeignKeyApiName);
        relationship.SetValue(child.Entity, null);
        Remember(child, relationship, null);
        if (relationship.ForeignKey is not { } lookup)
            return false;
        if (!lookup.IsNullable)
            return true;
        lookup.SetValue(child.Entity, lookup.FromWire(null));
        if (child.Snapshot is { } snapshot)
            lookup.SetValue(snapshot, lookup.FromWire(null));
        return false;
    }

    /// <summary>The lookup was read anew, or put back: it says where the parent is, whatever was done with the parent property.</summary>
    public void FollowLookup(TrackedEntity child, ParentModel relationship)
    {
        object? now = relationship.GetValue(child.Entity);
        object? before = child.Snapshot is { } snapshot ? relationship.GetValue(snapshot) : null;
        bool waits = child.Pointers.ContainsKey(relationship.ForeignKeyApiName);
        if (child.HasPending)
            child.Pending.ForgetPointer(relationship.ForeignKeyApiName);
        object? settled = relationship.ForeignKey is { } lookup
            ? FindParent(child, relationship)?.Entity ?? (IsFilled(child.Entity, lookup) ? UntrackedParent(now, before) : null)
            : waits ? null : before;
        relationship.SetValue(child.Entity, settled);
        Remember(child, relationship, settled);
        foreach (object? former in new[] { now, before })
        {
            if (former is not null && !ReferenceEquals(former, settled))
                TakeOutOf(former, relationship, child.Entity);
        }

        if (settled is not null && map.Find(settled) is { } parent)
            PutInto(parent, relationship, child.Entity);
    }

    /// <summary>Takes an entity out of the collections of its parents.</summary>
    public void Leave(TrackedEntity child)
    {
        foreach (ParentModel relationship in child.Type.Parents)
        {
            if ((relationship.GetValue(child.Entity) ?? map.FindById(LookupOf(child, relationship))?.Entity) is { } parent)
                TakeOutOf(parent, relationship, child.Entity);
        }
    }

    private void DetectParent(TrackedEntity child, ParentModel relationship, bool attaching)
    {
        object? before = attaching ? null : Before(child, relationship);
        object? now = relationship.GetValue(child.Entity);
        if (now is null && before is null && IsUnknownStill(child, relationship))
            return;
        object? settled = now is null ? WithoutParent(child, relationship, before) : WithParent(child, relationship, now, before, attaching);
        if (!ReferenceEquals(now, settled))
            relationship.SetValue(child.Entity, settled);
        if (ReferenceEquals(before, settled))
            return;

        Remember(child, relationship, settled);
        if (before is not null)
            TakeOutOf(before, relationship, child.Entity);
        if (settled is not null && map.Find(settled) is { } parent)
            PutInto(parent, relationship, child.Entity);
    }

    // Most parents of a page are not known. Whoever was not known at the last look is not known now, unless somebody came or the lookup was changed.
    private bool IsUnknownStill(TrackedEntity child, ParentModel relationship) =>
        _arrivalsSeen == map.Arrivals && child.Snapshot is { } snapshot && relationship.ForeignKey is { } lookup
        && ReferenceEquals(lookup.GetValue(child.Entity), lookup.GetValue(snapshot));

    // The property was emptied, or was empty all the time and the lookup names a parent that is known.
    private object? WithoutParent(TrackedEntity child, ParentModel relationship, object? before)
    {
        bool emptied = before is not null && (relationship.ForeignKey is not { } field || map.Find(before) is not { } former
            || LookupOf(child, relationship) is null || IsAt(child, field, former));
        if (!emptied)
            return FindParent(child, relationship)?.Entity;
        Empty(child, relationship.ForeignKeyApiName, relationship.ForeignKey);
        return null;
    }

    private object? WithParent(TrackedEntity child, ParentModel relationship, object now, object? before, bool attaching)
    {
        bool moved = !ReferenceEquals(now, before);
        // A parent that was let go of by the context stays where it is, and says nothing.
        if ((map.Find(now) ?? (moved ? discover(now, true) : null)) is not { } parent)
            return now;
        if (moved || relationship.ForeignKey is not { } lookup || !WasRedirected(child, lookup, parent))
        {
            Point(child, relationship.ForeignKeyApiName, relationship.ForeignKey, parent, moved, attaching);
            return now;
        }

        // The lookup was changed and the parent property was not: the lookup says where.
        child.Pending.ForgetPointer(relationship.ForeignKeyApiName);
        return FindParent(child, relationship)?.Entity;
    }

    private void DetectChildren(TrackedEntity parent, bool attaching)
    {
        HashSet<object>? known = parent.HasPending ? parent.Pending.Children : null;
        if (known is null && !parent.Type.HasChildren(parent.Entity))
            return;
        if (known is not null && AreAllKnown(parent, known))
            return;

        HashSet<object> present = new(ReferenceEqualityComparer.Instance);
        foreach ((ChildrenModel relationship, object child) in parent.Type.ChildrenOf(parent.Entity).ToList())
        {
            present.Add(child);
            if (known?.Contains(child) == true)
                continue;
            TrackedEntity tracked = map.Find(child) ?? discover(child, false);
            if (tracked.State != EntityState.Deleted)
                Adopt(parent, relationship, tracked, attaching);
        }

        parent.Pending.Children = present.Count > 0 ? present : null;
        foreach (object gone in known?.Where(child => !present.Contains(child)).ToList() ?? [])
            Release(parent, gone);
    }

    private bool AreAllKnown(TrackedEntity parent, HashSet<object> known)
    {
        int count = 0;
        foreach ((_, object child) in parent.Type.ChildrenOf(parent.Entity))
        {
            if (!known.Contains(child))
                return false;
            count++;
        }

        return count == known.Count;
    }

    private void Adopt(TrackedEntity parent, ChildrenModel relationship, TrackedEntity child, bool attaching)
    {
        object? before = relationship.Inverse is { } inverse ? Before(child, inverse) : null;
        Point(child, relationship.ForeignKeyApiName, LookupField(child, relationship), parent, !ReferenceEquals(before, parent.Entity), attaching);
        if (relationship.Inverse is not { } up)
            return;
        up.SetValue(child.Entity, parent.Entity);
        Remember(child, up, parent.Entity);
        if (before is not null && !ReferenceEquals(before, parent.Entity))
            TakeOutOf(before, up, child.Entity);
    }

    private void Release(TrackedEntity parent, object child)
    {
        if (map.Find(child) is not { State: not EntityState.Deleted } tracked)
            return;
        foreach (ChildrenModel relationship in parent.Model.Children.Where(relationship => relationship.ElementType.IsInstanceOfType(child)))
        {
            if (!PointsAt(tracked, relationship, parent))
                continue;
            Empty(tracked, relationship.ForeignKeyApiName, LookupField(tracked, relationship));
            if (relationship.Inverse is not { } up)
                continue;
            up.SetValue(child, null);
            Remember(tracked, up, null);
        }
    }

    private static bool PointsAt(TrackedEntity child, ChildrenModel relationship, TrackedEntity parent)
    {
        if (child.Pointers.TryGetValue(relationship.ForeignKeyApiName, out TrackedEntity? pending))
            return pending == parent;
        return LookupField(child, relationship) is { } lookup && IsAt(child, lookup, parent);
    }

    // Whether the program changed the lookup while the parent property still shows the parent.
    private static bool WasRedirected(TrackedEntity child, FieldModel lookup, TrackedEntity parent)
    {
        if (IsAt(child, lookup, parent))
            return false;
        if (IsFilled(child.Entity, lookup))
            return true;
        // An empty lookup: of a pointer that waits for its parent's id, of a field that was never read, or emptied by the program.
        bool waits = child.IsNew || child.Pointers.ContainsKey(lookup.ApiName) || parent.Id is null;
        return !waits && (child.Loaded.Contains(lookup) || (child.Snapshot is { } snapshot && IsFilled(snapshot, lookup)));
    }

    private static void Point(TrackedEntity child, string lookupName, FieldModel? lookup, TrackedEntity parent, bool moved, bool attaching)
    {
        string? id = parent.IsNew ? null : parent.Id;
        // What is attached together is as the org has it.
        bool isNoChange = attaching && id is not null && child.Snapshot is not null && (lookup is null || !IsFilled(child.Snapshot, lookup) || IsAt(child, lookup, parent));
        if (lookup is not null && !IsAt(child, lookup, parent))
        {
            lookup.SetValue(child.Entity, lookup.FromWire(id));
            if (isNoChange)
                lookup.SetValue(child.Snapshot!, lookup.FromWire(id));
        }

        bool mustWait = id is null && (moved || !parent.IsReference);
        if (mustWait || (moved && !isNoChange && (child.IsNew || lookup is null)))
            child.Pending.PointAt(lookupName, parent);
        else if (id is not null && lookup is not null && !child.IsNew && child.HasPending)
            child.Pending.ForgetPointer(lookupName);
    }

    private static void Empty(TrackedEntity child, string lookupName, FieldModel? lookup)
    {
        if (lookup is null && !child.IsNew)
        {
            child.Pending.PointNowhere(lookupName);
            return;
        }

        lookup?.SetValue(child.Entity, lookup.FromWire(null));
        child.Pending.ForgetPointer(lookupName);
    }

    private static void PutInto(TrackedEntity parent, ParentModel relationship, object child)
    {
        foreach (ChildList list in parent.Type.Lists)
        {
            if (list.Relationship.Inverse != relationship || (parent.HasPending && parent.Pending.Children?.Contains(child) == true))
                continue;
            if (list.Put(parent.Entity, child))
                (parent.Pending.Children ??= new(ReferenceEqualityComparer.Instance)).Add(child);
        }
    }

    private void TakeOutOf(object parentEntity, ParentModel relationship, object child)
    {
        if (map.Find(parentEntity) is not { } parent)
            return;
        foreach (ChildList list in parent.Type.Lists)
        {
            if (list.Relationship.Inverse != relationship)
                continue;
            list.TakeOut(parent.Entity, child);
            if (parent.HasPending)
                parent.Pending.Children?.Remove(child);
        }
    }

    private static object? Before(TrackedEntity child, ParentModel relationship) => child.Snapshot is { } snapshot
        ? relationship.GetValue(snapshot)
        : child.Pointers.GetValueOrDefault(relationship.ForeignKeyApiName)?.Entity;

    private static void Remember(TrackedEntity child, ParentModel relationship, object? parent)
    {
        if (child.Snapshot is { } snapshot)
            relationship.SetValue(snapshot, parent);
    }

    // A parent that the context has let go of stays where it is.
    private object? UntrackedParent(object? now, object? before) => now is not null && ReferenceEquals(now, before) && map.Find(now) is null ? now : null;

    private TrackedEntity? FindParent(TrackedEntity child, ParentModel relationship) =>
        map.FindById(LookupOf(child, relationship)) is { } parent && relationship.Target.ClrType.IsInstanceOfType(parent.Entity) ? parent : null;

    private static bool IsAt(TrackedEntity child, FieldModel lookup, TrackedEntity parent) => parent.Id is { } id
        && lookup.ToWire(lookup.GetValue(child.Entity)) is string points && Mapping.Conversion.WireEquality.SameId(points, id);

    private static bool IsFilled(object entity, FieldModel lookup) => lookup.ToWire(lookup.GetValue(entity)) is string { Length: > 0 };

    private static string? LookupOf(TrackedEntity tracked, ParentModel relationship) =>
        relationship.ForeignKey is { } lookup ? lookup.ToWire(lookup.GetValue(tracked.Entity)) as string : null;

    private static FieldModel? LookupField(TrackedEntity child, ChildrenModel relationship) => child.Model.FindField(relationship.ForeignKeyApiName);
}
