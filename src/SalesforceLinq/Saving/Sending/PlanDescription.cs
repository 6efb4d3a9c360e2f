using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Says what a save would send, in words for people.</summary>
internal sealed class PlanDescription(SaveOptions options)
{
    private readonly bool _isAtomic = options.Atomicity != SaveAtomicity.None;

    public SavePlan Describe(IReadOnlyList<SaveRequest> requests)
    {
        List<PlannedRequest> planned = [];
        List<PendingWrite> unread = [];
        int readingCalls = 0;
        foreach (SaveRequest request in requests)
        {
            CompositeCall call = new(request, options, new Dictionary<string, string>());
            HashSet<PendingWrite> readBack = [.. call.ReadBackWrites];
            unread.AddRange(request.Writes.Where(write => ReadBack.IsWanted(write, options) && !readBack.Contains(write)));
            if (request.Guarded.Count > 0 && !request.IsConditionalRow && !(_isAtomic && request.HasRoomForGuards))
                readingCalls += Calls(request.Guarded.GroupBy(write => write.ApiName).Sum(sameClass => sameClass.Chunk(RecordQuery.MaxIds).Count()));
            planned.Add(new PlannedRequest([.. request.Steps.Select(Collection)])
            {
                IsAtomic = _isAtomic,
                CheckedRecords = request.Guarded.Count,
                ReadBackRecords = readBack.Count,
            });
        }

        readingCalls += Calls(ReadBack.QueriesOf(unread, options).Count());
        return new SavePlan(planned) { IsAtomic = _isAtomic && requests.Count <= 1, ReadingCalls = readingCalls };
    }

    private static PlannedCollection Collection(SaveStep step) => new(
        step.Operation, [.. step.Writes.Select(write => write.ApiName).Distinct()], step.Writes.Count);

    private static int Calls(int queries) => (queries + SavePlanner.MaxSteps - 1) / SavePlanner.MaxSteps;
}
