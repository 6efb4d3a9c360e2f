namespace SalesforceLinq.Saving.Planning;

/// <summary>Steps that travel in one call: up to five collections in a composite call, or one collections call.</summary>
internal sealed record SaveRequest(IReadOnlyList<SaveStep> Steps)
{
    // Source: REST API Developer Guide, "Conditional Request Headers": dates are those of the last change.
    private static readonly HashSet<string> ChangeDates = new(StringComparer.OrdinalIgnoreCase) { "SystemModstamp", "LastModifiedDate" };

    public IEnumerable<PendingWrite> Writes => Steps.SelectMany(step => step.Writes);

    /// <summary>Whether the call was sent before and its answer lost.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>The writes whose records must not have changed since they were read.</summary>
    public IReadOnlyList<PendingWrite> Guarded { get; } = [.. Steps.SelectMany(step => step.Writes).Where(write => write.Token is not null)];

    /// <summary>Queries it takes to see whether the guarded records have changed: one for each object.</summary>
    public int Guards => Guarded.Count == 0 ? 0 : Guarded.DistinctBy(write => write.ApiName).Count();

    /// <summary>Whether the call has room for those queries.</summary>
    public bool HasRoomForGuards => Steps.Count + Guards <= SavePlanner.MaxSteps && !Steps.Any(step => step.MustTravelAlone);

    /// <summary>Whether it is the update of one record, which the org itself makes depend on the date of the last change.</summary>
    public bool IsConditionalRow => Guarded is [{ Operation: SaveOperation.Update } only] && ChangeDates.Contains(only.Token!.ApiName) && only.Token.ToWire(only.TokenValue) is DateTimeOffset
        && Steps is [{ Writes.Count: 1, MustTravelAlone: false }];

    /// <summary>
    /// The same call with every create as an upsert by an external id the record has, so that sending it twice does no harm.
    /// </summary>
    /// <returns><see langword="null"/> when a record to be created has none, when the call does not fit one any more, or when it was repeated already.</returns>
    public SaveRequest? AsSafeToRepeat()
    {
        if (IsRepeated || Writes.Any(write => write is { Operation: SaveOperation.Create, KeyOfItsOwn: null }))
            return null;
        // Text that looks like a reference stays text only where it is alone in its call.
        int room = Steps.Any(step => step.MustTravelAlone) ? 1 : SavePlanner.MaxSteps - Guards;
        if (Steps.Sum(step => step.Operation == SaveOperation.Create ? step.Writes.DistinctBy(write => (write.ApiName, write.KeyOfItsOwn)).Count() : 1) > room)
            return null;

        // Step by step where it stood: a record refers to parents in the steps before its own.
        List<SaveStep> steps = [];
        foreach (SaveStep step in Steps)
        {
            if (step.Operation == SaveOperation.Create)
                steps.AddRange(AsUpserts(step));
            else
                steps.Add(step);
        }

        return new SaveRequest(steps) { IsRepeated = true };
    }

    /// <summary>The same call, marked as one that was sent before.</summary>
    public SaveRequest Repeated() => this with { IsRepeated = true };

    /// <summary>The same call without some of its writes; steps that become empty are left out.</summary>
    public SaveRequest Without(Func<PendingWrite, bool> leftOut)
    {
        List<SaveStep> steps = [];
        foreach (SaveStep step in Steps)
        {
            SaveStep kept = new(step.Operation, step.UpsertPath, step.Writes.Count);
            foreach (PendingWrite write in step.Writes)
            {
                if (!leftOut(write))
                    kept.TryAdd(write);
            }

            if (kept.Writes.Count > 0)
                steps.Add(kept);
        }

        return new SaveRequest(steps) { IsRepeated = IsRepeated };
    }

    private static IEnumerable<SaveStep> AsUpserts(SaveStep creates)
    {
        foreach (IGrouping<string, PendingWrite> group in creates.Writes.GroupBy(write => $"{write.ApiName}/{write.KeyOfItsOwn!.ApiName}"))
        {
            SaveStep upserts = new(SaveOperation.Upsert, group.Key, creates.Writes.Count);
            foreach (PendingWrite write in group)
            {
                write.UpsertBy(write.KeyOfItsOwn!);
                upserts.TryAdd(write);
            }

            yield return upserts;
        }
    }
}
