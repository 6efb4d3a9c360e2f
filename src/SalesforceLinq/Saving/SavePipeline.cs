using SalesforceLinq.Http;
using SalesforceLinq.Saving.Applying;
using SalesforceLinq.Saving.Failures;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Sending;

namespace SalesforceLinq.Saving;

/// <summary>
/// The write path on one page: detect → collect → order → plan → (write and send → apply) for each call → one report.
/// </summary>
internal sealed class SavePipeline(ChangeTracker tracker, SalesforceClient client)
{
    /// <summary>The calls a save would make now.</summary>
    public IReadOnlyList<SaveRequest> Plan(SaveOptions options)
    {
        tracker.DetectChanges();
        IReadOnlyList<PendingWrite> writes = new WriteCollector().Collect(tracker.InOrder());
        IReadOnlyList<PendingWrite> later = new DependencyOrder().Arrange(writes);
        return new SavePlanner().Plan(writes, later, linked: options.Atomicity != SaveAtomicity.None);
    }

    /// <summary>The same, for people to read.</summary>
    public SavePlan Describe(SaveOptions options)
    {
        IReadOnlyList<SaveRequest> requests = Plan(options);
        return new SavePlan([.. requests.Select(request => new PlannedRequest([.. request.Steps.Select(step => new PlannedCollection(
            step.Operation, [.. step.Writes.Select(write => write.ApiName).Distinct()], step.Writes.Count))]))])
        {
            IsAtomic = requests.Count <= 1 && options.Atomicity != SaveAtomicity.None,
        };
    }

    /// <summary>Saves what changed.</summary>
    /// <exception cref="SaveFailedException">A record was not saved.</exception>
    /// <exception cref="InvalidOperationException">The save cannot be sent as it is; nothing was.</exception>
    public async Task<SaveResult> SaveAsync(SaveOptions options, CancellationToken cancellationToken)
    {
        IReadOnlyList<SaveRequest> requests = Plan(options);
        if (options.Atomicity == SaveAtomicity.Required && requests.Count > 1)
        {
            throw new InvalidOperationException($"The save needs {requests.Count} calls for {requests.Sum(request => request.Writes.Count())} records, and only one call is all or nothing. " +
                "Save less at a time, or choose SaveAtomicity.WhenPossible. Nothing was sent.");
        }

        SaveSender sender = new(client, options);
        ResultApplier applier = new(tracker);
        FailureReport report = new(tracker);
        List<SavedEntry> saved = [];
        HashSet<PendingWrite> failed = [];
        int apiCalls = 0;
        LinkedList<SaveRequest> waiting = new(requests);
        while (waiting.First is { } next)
        {
            waiting.RemoveFirst();
            SaveRequest request = WithoutOrphans(next.Value, failed, report);
            if (request.Steps.Count == 0)
                continue;
            (SentRequest? sent, Exception? broken) = await TrySendAsync(sender, request, report, cancellationToken).ConfigureAwait(false);
            apiCalls += sent?.ApiCalls ?? 1;
            if (sent is not null && options.IgnoreMissingOnDelete && WithoutGone(sent, applier, saved) is { } rest)
                waiting.AddFirst(rest);
            else if (sent is not null)
                Apply(sent, options, applier, report, saved, failed);
            if (broken is not null || (!report.IsEmpty && options.Atomicity != SaveAtomicity.None))
                throw report.ToException(saved, waiting.Sum(left => left.Writes.Count()), apiCalls, broken);
        }

        return report.IsEmpty ? new SaveResult(saved, apiCalls) : throw report.ToException(saved, 0, apiCalls, null);
    }

    private static void Apply(
        SentRequest sent, SaveOptions options, ResultApplier applier, FailureReport report, List<SavedEntry> saved, HashSet<PendingWrite> failed)
    {
        foreach ((PendingWrite write, RecordResult result) in sent.Results)
        {
            if (!sent.RolledBack && (result.Success || (options.IgnoreMissingOnDelete && IsGone(write, result))))
            {
                saved.Add(applier.Apply(write, result));
                continue;
            }

            failed.Add(write);
            report.Add(write, result);
        }
    }

    // All or none takes the whole call back because of a record that is gone already, which is what was asked for: the rest goes again.
    private static SaveRequest? WithoutGone(SentRequest sent, ResultApplier applier, List<SavedEntry> saved)
    {
        if (!sent.RolledBack)
            return null;
        List<PendingWrite> gone = [.. sent.Results.Where(pair => IsGone(pair.Key, pair.Value)).Select(pair => pair.Key)];
        bool onlyThose = sent.Results.All(pair => pair.Value.Success || gone.Contains(pair.Key) || FailureReport.IsCompanion(pair.Value));
        if (gone.Count == 0 || !onlyThose)
            return null;

        saved.AddRange(gone.Select(write => applier.Apply(write, sent.Results[write])));
        return sent.Request.Without(gone.Contains);
    }

    private static bool IsGone(PendingWrite write, RecordResult result) =>
        write.Operation == SaveOperation.Delete && !result.Success && result.Errors.Count > 0
        && result.Errors.All(error => error.ErrorCode is "ENTITY_IS_DELETED" or "INVALID_CROSS_REFERENCE_KEY" or "NOT_FOUND");

    private static async Task<(SentRequest? Sent, Exception? Broken)> TrySendAsync(
        SaveSender sender, SaveRequest request, FailureReport report, CancellationToken cancellationToken)
    {
        try
        {
            return (await sender.SendAsync(request, cancellationToken).ConfigureAwait(false), null);
        }
        catch (SalesforceApiException refusal)
        {
            report.Add(request, refusal);
            return (null, refusal);
        }
        catch (SalesforceTransportException lost)
        {
            report.Add(request, lost);
            return (null, lost);
        }
    }

    // A child of a record that was refused would be saved without its parent: it is not sent.
    private static SaveRequest WithoutOrphans(SaveRequest request, HashSet<PendingWrite> failed, FailureReport report)
    {
        if (failed.Count == 0 || !request.Writes.Any(write => write.Dependencies.Any(failed.Contains)))
            return request;

        return request.Without(write =>
        {
            if (!write.Dependencies.Any(failed.Contains))
                return false;
            failed.Add(write);
            report.AddOrphan(write);
            return true;
        });
    }
}
