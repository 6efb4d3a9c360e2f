using SalesforceLinq.Http;
using SalesforceLinq.Saving.Applying;
using SalesforceLinq.Saving.Failures;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Sending;

namespace SalesforceLinq.Saving;

/// <summary>Sends the calls of one save in turn, applies what comes back, and keeps the books on what became of every record.</summary>
internal sealed class SaveRun(ChangeTracker tracker, SaveSender sender, SaveOptions options, TimeProvider time)
{
    private readonly ResultApplier _applier = new(tracker);
    private readonly FailureReport _report = new(tracker);
    private readonly LockRetry _locks = new(options, time);
    private readonly LinkedList<SaveRequest> _waiting = new();
    private readonly List<SavedEntry> _saved = [];
    private readonly HashSet<PendingWrite> _failed = [];
    private int _apiCalls;

    public async Task<SaveResult> SendAsync(IReadOnlyList<SaveRequest> requests, CancellationToken cancellationToken)
    {
        foreach (SaveRequest request in requests)
            _waiting.AddLast(request);
        while (_waiting.First is { } next)
        {
            await WaitAsync(cancellationToken).ConfigureAwait(false);
            _waiting.RemoveFirst();
            SaveRequest request = WithoutOrphans(next.Value);
            if (request.Steps.Count == 0)
                continue;
            Exception? broken = await SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (broken is not null || (!_report.IsEmpty && options.Atomicity != SaveAtomicity.None))
                throw _report.ToException(_saved, _waiting.Sum(left => left.Writes.Count()), _apiCalls, broken);
        }

        return _report.IsEmpty ? new SaveResult(_saved, _apiCalls) : throw _report.ToException(_saved, 0, _apiCalls, null);
    }

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _locks.WaitAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException canceled) when (_apiCalls > 0)
        {
            throw _report.ToException(_saved, _waiting.Sum(left => left.Writes.Count()), _apiCalls, canceled);
        }
    }

    private async Task<Exception?> SendAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        try
        {
            SentRequest sent = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            _apiCalls += sent.ApiCalls;
            Receive(sent);
            return null;
        }
        catch (SalesforceApiException refusal)
        {
            _apiCalls++;
            _report.Add(request, refusal);
            return refusal;
        }
        catch (SalesforceTransportException lost)
        {
            _apiCalls += Math.Max(1, lost.Attempts);
            if (lost.MayHaveHappened && request.AsSafeToRepeat() is { } safe)
            {
                _waiting.AddFirst(safe);
                return null;
            }

            _report.Add(request, lost);
            return lost;
        }
        catch (OperationCanceledException canceled)
        {
            // The request may be on its way: only a report can say what is known and what is not.
            _apiCalls++;
            _report.AddCanceled(request);
            return canceled;
        }
    }

    private void Receive(SentRequest sent)
    {
        if (sent.ApiCalls > 1)
            sent = sent with { Request = sent.Request.Repeated() };
        // A delete that was repeated after a lost answer finds its own work done.
        bool goneIsFine = options.IgnoreMissingOnDelete || sent.Request.IsRepeated;
        if (goneIsFine && WithoutGone(sent) is { } rest)
        {
            _waiting.AddFirst(rest);
            return;
        }

        IReadOnlyList<SaveRequest> again = _locks.RetriesOf(sent);
        HashSet<PendingWrite> retried = [.. again.SelectMany(request => request.Writes)];
        foreach ((PendingWrite write, RecordResult result) in sent.Results.Where(pair => !retried.Contains(pair.Key)))
            Apply(sent, write, result, goneIsFine);
        foreach (SaveRequest request in again.Reverse())
            _waiting.AddFirst(request);
    }

    private void Apply(SentRequest sent, PendingWrite write, RecordResult result, bool goneIsFine)
    {
        if (!sent.RolledBack && (result.Success || (goneIsFine && IsGone(write, result))))
        {
            SavedEntry entry = _applier.Apply(write, result);
            _saved.Add(write.Operation == SaveOperation.Upsert && sent.Request.IsRepeated ? entry with { Created = null } : entry);
            return;
        }

        _failed.Add(write);
        // What a repeat is refused, an attempt before it, whose answer was lost, may have saved.
        _report.Add(write, result, mayHaveHappened: sent.Request.IsRepeated);
    }

    // All or none takes the whole call back because of a record that is gone already, which is what was asked for: the rest goes again.
    private SaveRequest? WithoutGone(SentRequest sent)
    {
        if (!sent.RolledBack)
            return null;
        HashSet<PendingWrite> gone = [.. sent.Results.Where(pair => IsGone(pair.Key, pair.Value)).Select(pair => pair.Key)];
        bool onlyThose = sent.Results.All(pair => pair.Value.Success || gone.Contains(pair.Key) || CompanionErrors.AreAllOf(pair.Value));
        if (gone.Count == 0 || !onlyThose)
            return null;

        _saved.AddRange(gone.Select(write => _applier.Apply(write, sent.Results[write])));
        return sent.Request.Without(gone.Contains);
    }

    private static bool IsGone(PendingWrite write, RecordResult result) =>
        write.Operation == SaveOperation.Delete && !result.Success && result.Errors.Count > 0
        && result.Errors.All(error => error.ErrorCode is "ENTITY_IS_DELETED" or "INVALID_CROSS_REFERENCE_KEY" or "NOT_FOUND");

    // A child of a record that was refused would be saved without its parent: it is not sent.
    private SaveRequest WithoutOrphans(SaveRequest request)
    {
        if (_failed.Count == 0 || !request.Writes.Any(write => write.Dependencies.Any(_failed.Contains)))
            return request;

        return request.Without(write =>
        {
            if (!write.Dependencies.Any(_failed.Contains))
                return false;
            _failed.Add(write);
            _report.AddOrphan(write);
            return true;
        });
    }
}
