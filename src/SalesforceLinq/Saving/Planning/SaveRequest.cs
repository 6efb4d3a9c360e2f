namespace SalesforceLinq.Saving.Planning;

/// <summary>Steps that travel in one call: up to five collections in a composite call, or one collections call.</summary>
internal sealed record SaveRequest(IReadOnlyList<SaveStep> Steps)
{
    public IEnumerable<PendingWrite> Writes => Steps.SelectMany(step => step.Writes);

    /// <summary>Whether the call was sent before and its answer lost.</summary>
    public bool IsRepeated { get; private init; }

    /// <summary>
    /// The same call with every create as an upsert by an external id the record has, so that sending it twice does no harm.
    /// </summary>
    /// <returns><see langword="null"/> when a record to be created has none, when the call does not fit one any more, or when it was repeated already.</returns>
    public SaveRequest? AsSafeToRepeat()
    {
        if (IsRepeated || Writes.Any(write => write is { Operation: SaveOperation.Create, KeyOfItsOwn: null }))
            return null;

        List<SaveStep> steps = [];
        foreach (SaveStep step in Steps.Where(step => step.Operation != SaveOperation.Create))
            steps.Add(step);
        int at = 0;
        foreach (IGrouping<string, PendingWrite> group in Steps.Where(step => step.Operation == SaveOperation.Create)
            .SelectMany(step => step.Writes).GroupBy(write => $"{write.Depth:D6} {write.ApiName}/{write.KeyOfItsOwn!.ApiName}").OrderBy(group => group.Key, StringComparer.Ordinal))
        {
            SaveStep? upserts = null;
            foreach (PendingWrite write in group)
            {
                write.UpsertBy(write.KeyOfItsOwn!);
                if (upserts is null || !upserts.TryAdd(write))
                {
                    steps.Insert(at++, upserts = new SaveStep(SaveOperation.Upsert, write.UpsertPath));
                    upserts.TryAdd(write);
                }
            }
        }

        return steps.Count <= SavePlanner.MaxSteps ? new SaveRequest(steps) { IsRepeated = true } : null;
    }

    /// <summary>The same call without some of its writes; steps that become empty are left out.</summary>
    public SaveRequest Without(Func<PendingWrite, bool> leftOut)
    {
        List<SaveStep> steps = [];
        foreach (SaveStep step in Steps)
        {
            SaveStep kept = new(step.Operation, step.UpsertPath);
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
}
