namespace SalesforceLinq.Saving.Planning;

/// <summary>Steps that travel in one call: up to five collections in a composite call, or one collections call.</summary>
internal sealed record SaveRequest(IReadOnlyList<SaveStep> Steps)
{
    public IEnumerable<PendingWrite> Writes => Steps.SelectMany(step => step.Writes);

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

        return new SaveRequest(steps);
    }
}
