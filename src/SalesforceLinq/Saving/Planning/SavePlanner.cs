namespace SalesforceLinq.Saving.Planning;

/// <summary>Packs writes into the fewest calls: parents before children, then updates, then deletes from the children up.</summary>
internal sealed class SavePlanner
{
    // Source: REST API Developer Guide, "Composite": at most five of the subrequests may be queries or collections.
    public const int MaxSteps = 5;

    /// <param name="writes">What is to be written.</param>
    /// <param name="later">Updates that close circles between new records.</param>
    /// <param name="linked">
    /// Whether a record may refer to one of the same call. Where every record is for itself it may not: a reference to a record that
    /// was refused would be taken for null, and the child be saved without its parent.
    /// </param>
    public IReadOnlyList<SaveRequest> Plan(IReadOnlyList<PendingWrite> writes, IReadOnlyList<PendingWrite> later, bool linked)
    {
        List<SaveStep> steps = [];
        foreach ((_, SegmentedList<PendingWrite> level) in writes
            .Where(write => write.Operation is SaveOperation.Create or SaveOperation.Upsert)
            .GroupInSegments(write => write.Depth).OrderBy(level => level.Key))
        {
            Fill(steps, level.Where(write => write.Operation == SaveOperation.Create));
            Fill(steps, level.Where(write => write.Operation == SaveOperation.Upsert));
        }

        Fill(steps, writes.Where(write => write.Operation == SaveOperation.Update));
        Fill(steps, later);
        Fill(steps, ChildrenFirst(writes.Where(write => write.Operation == SaveOperation.Delete)));
        return Pack(steps, linked);
    }

    private static void Fill(List<SaveStep> steps, IEnumerable<PendingWrite> writes)
    {
        // Records of one object side by side: at most ten runs of equal type fit one request.
        foreach (var sameWay in writes
            .GroupInSegments(write => (write.Operation, write.UpsertPath, write.LooksLikeReference, write.ApiName))
            .GroupBy(sameObject => (sameObject.Key.Operation, sameObject.Key.UpsertPath, sameObject.Key.LooksLikeReference)))
        {
            SaveStep? step = null;
            int left = sameWay.Sum(sameObject => sameObject.Value.Count);
            foreach (PendingWrite write in sameWay.SelectMany(sameObject => sameObject.Value))
            {
                if (step is null || !step.TryAdd(write))
                {
                    steps.Add(step = new SaveStep(write.Operation, write.UpsertPath, left));
                    step.TryAdd(write);
                }

                left--;
            }
        }
    }

    private static List<SaveRequest> Pack(List<SaveStep> steps, bool linked)
    {
        List<SaveRequest> requests = [];
        List<SaveStep> open = [];
        HashSet<PendingWrite> inside = [];
        bool anyWaits = steps.Exists(step => step.Writes.Any(write => write.Dependencies.Count > 0));
        foreach (SaveStep step in steps)
        {
            bool waitsForThisCall = inside.Count > 0 && step.Writes.Any(write => write.Dependencies.Any(inside.Contains));
            // The queries that see whether records have changed take places of their own.
            bool isFull = open.Count + 1 + open.Append(step).SelectMany(inCall => inCall.Guards).Distinct().Count() > MaxSteps;
            if (open.Count > 0 && (isFull || step.MustTravelAlone || open[^1].MustTravelAlone || (waitsForThisCall && !linked)))
            {
                requests.Add(new SaveRequest([.. open]));
                open.Clear();
                inside.Clear();
            }

            open.Add(step);
            if (anyWaits)
                inside.UnionWith(step.Writes);
        }

        if (open.Count > 0)
            requests.Add(new SaveRequest(open));
        return requests;
    }

    private static IEnumerable<PendingWrite> ChildrenFirst(IEnumerable<PendingWrite> deletes)
    {
        OrderedDictionary<EntityModel, SegmentedList<PendingWrite>> byModel = deletes.GroupInSegments(write => write.Tracked.Model);
        List<EntityModel> order = [];
        foreach (EntityModel model in byModel.Keys)
            PlaceAfterChildren(model, [.. byModel.Keys], order, []);
        return order.SelectMany(model => byModel[model]);
    }

    private static void PlaceAfterChildren(EntityModel model, List<EntityModel> among, List<EntityModel> order, HashSet<EntityModel> path)
    {
        if (order.Contains(model) || !path.Add(model))
            return;
        foreach (EntityModel child in among.Where(candidate => candidate != model && candidate.Parents.Any(parent => parent.Target == model)))
            PlaceAfterChildren(child, among, order, path);
        order.Add(model);
    }
}
