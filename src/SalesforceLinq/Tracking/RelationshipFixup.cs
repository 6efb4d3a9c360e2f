namespace SalesforceLinq.Tracking;

/// <summary>Keeps three ways of saying the same thing in step: a parent property, a lookup field, and a place in a parent's collection.</summary>
/// <param name="map">The entities known.</param>
/// <param name="discover">Tracks an entity that was found through another one: attached when it has an id, else added.</param>
internal sealed class RelationshipFixup(IdentityMap map, Func<object, TrackedEntity> discover)
{
    /// <summary>Looks at what an entity points at and what points at it, and follows what changed.</summary>
    public void Detect(TrackedEntity tracked)
    {
        foreach (ParentModel relationship in tracked.Model.Parents)
            DetectParent(tracked, relationship);
        if (tracked.Model.Children.Count > 0)
            DetectChildren(tracked);
    }

    private void DetectParent(TrackedEntity tracked, ParentModel relationship)
    {
        object? parent = relationship.GetValue(tracked.Entity);
        object? before = tracked.Snapshot is { } snapshot ? relationship.GetValue(snapshot) : null;
        if (parent is not null)
        {
            TrackedEntity tracker = map.Find(parent) ?? discover(parent);
            bool pointerWins = ReferenceEquals(parent, before) && LookupChanged(tracked, relationship);
            if (pointerWins)
                relationship.SetValue(tracked.Entity, map.FindById(LookupOf(tracked, relationship))?.Entity);
            else
                Point(tracked, relationship.ForeignKeyApiName, relationship.ForeignKey, tracker, changed: !ReferenceEquals(parent, before));
        }
        else if (before is not null && !LookupChanged(tracked, relationship))
        {
            Empty(tracked, relationship.ForeignKeyApiName, relationship.ForeignKey);
        }
    }

    private void DetectChildren(TrackedEntity parent)
    {
        HashSet<object> present = new(ReferenceEqualityComparer.Instance);
        foreach ((ChildrenModel relationship, object child) in parent.Type.ChildrenOf(parent.Entity).ToList())
        {
            present.Add(child);
            if (parent.KnownChildren?.Contains(child) == true && map.Find(child) is { } known && PointsAt(known, relationship, parent))
                continue;
            TrackedEntity tracked = map.Find(child) ?? discover(child);
            bool isNew = parent.KnownChildren?.Contains(child) != true;
            if (isNew)
            {
                Point(tracked, relationship.ForeignKeyApiName, LookupField(tracked, relationship), parent, changed: true);
                relationship.Inverse?.SetValue(child, parent.Entity);
            }
        }

        foreach (object gone in parent.KnownChildren?.Where(child => !present.Contains(child)).ToList() ?? [])
            TakeOut(parent, gone);
        parent.KnownChildren = present.Count > 0 ? present : null;
    }

    private void TakeOut(TrackedEntity parent, object child)
    {
        if (map.Find(child) is not { State: not (EntityState.Deleted or EntityState.Detached) } tracked)
            return;
        foreach (ChildrenModel relationship in parent.Model.Children.Where(relationship => relationship.ElementType.IsInstanceOfType(child)))
        {
            if (!PointsAt(tracked, relationship, parent))
                continue;
            Empty(tracked, relationship.ForeignKeyApiName, LookupField(tracked, relationship));
            relationship.Inverse?.SetValue(child, null);
        }
    }

    private static bool PointsAt(TrackedEntity child, ChildrenModel relationship, TrackedEntity parent)
    {
        if (child.Parents?.GetValueOrDefault(relationship.ForeignKeyApiName) is { } pending)
            return pending == parent;
        FieldModel? lookup = LookupField(child, relationship);
        return lookup is not null && parent.Id is { } id
            && EntitySnapshot.AreSame(lookup, lookup.ToWire(lookup.GetValue(child.Entity)), id);
    }

    private static void Point(TrackedEntity child, string lookupName, FieldModel? lookup, TrackedEntity parent, bool changed)
    {
        string? id = parent.State == EntityState.Added ? null : parent.Id;
        if (id is null || lookup is null)
        {
            // Without a change there is nothing to send: the lookup already points there.
            if (changed || id is null)
                child.PointAt(lookupName, parent);
            return;
        }

        if (changed || lookup.ToWire(lookup.GetValue(child.Entity)) is null)
            lookup.SetValue(child.Entity, lookup.FromWire(id));
        child.ForgetPointer(lookupName);
    }

    private static void Empty(TrackedEntity child, string lookupName, FieldModel? lookup)
    {
        if (lookup is null)
        {
            child.PointNowhere(lookupName);
            return;
        }

        lookup.SetValue(child.Entity, lookup.FromWire(null));
        child.ForgetPointer(lookupName);
    }

    private static bool LookupChanged(TrackedEntity tracked, ParentModel relationship) =>
        relationship.ForeignKey is { } lookup && tracked.Snapshot is { } snapshot
        && !EntitySnapshot.AreSame(lookup, lookup.GetValue(tracked.Entity), lookup.GetValue(snapshot));

    private static string? LookupOf(TrackedEntity tracked, ParentModel relationship) =>
        relationship.ForeignKey is { } lookup ? lookup.ToWire(lookup.GetValue(tracked.Entity)) as string : null;

    private static FieldModel? LookupField(TrackedEntity child, ChildrenModel relationship) => child.Model.FindField(relationship.ForeignKeyApiName);
}
