using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Sending;
using SalesforceLinq.Saving.Validating;

namespace SalesforceLinq.Saving;

/// <summary>
/// The write path on one page: detect → collect → order → plan, then <see cref="SaveRun"/>: (check versions, write and send → apply) for each call → read
/// back → one report.
/// </summary>
internal sealed class SavePipeline(ChangeTracker tracker, SalesforceClient client, TimeProvider? time = null)
{
    /// <summary>The calls a save would make now.</summary>
    /// <exception cref="SaveValidationException">An entity does not pass its own annotations.</exception>
    public IReadOnlyList<SaveRequest> Plan(SaveOptions options)
    {
        IReadOnlyList<PendingWrite> writes = new WriteCollector(checksVersions: !options.IgnoreConcurrencyTokens).Collect(tracker.Changed());
        if (options.Validate)
            new EntityValidator(tracker).Validate(writes);
        IReadOnlyList<PendingWrite> later = new DependencyOrder().Arrange(writes);
        return new SavePlanner().Plan(writes, later, linked: options.Atomicity != SaveAtomicity.None);
    }

    /// <summary>The same, for people to read.</summary>
    public SavePlan Describe(SaveOptions options)
    {
        IReadOnlyList<SaveRequest> requests = Plan(options);
        return new PlanDescription(options).Describe(requests);
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

        SaveRun run = new(tracker, new SaveSender(client, options), new RecordLookup(client), options, time ?? TimeProvider.System);
        return await run.SendAsync(requests, cancellationToken).ConfigureAwait(false);
    }
}
