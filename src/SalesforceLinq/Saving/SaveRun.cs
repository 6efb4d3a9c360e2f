using System.Text;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http;
using SalesforceLinq.Saving.Applying;
using SalesforceLinq.Saving.Failures;
using SalesforceLinq.Saving.Planning;
using SalesforceLinq.Saving.Sending;
using SalesforceLinq.Tracking;

namespace SalesforceLinq.Saving;

/// <summary>Sends the calls of one save in turn, applies what comes back, and keeps the books on what became of every record.</summary>
internal sealed class SaveRun(ChangeTracker tracker, SaveSender sender, RecordLookup lookup, SaveOptions options, TimeProvider time)
{
    private readonly ResultApplier _applier = new(tracker);
    private readonly FailureReport _report = new(tracker);
    private readonly LockRetry _locks = new(options, time);
    private readonly LinkedList<SaveRequest> _waiting = new();
    private readonly SegmentedList<SavedEntry> _saved = [];
    private readonly SegmentedList<PendingWrite> _unread = [];
    private readonly HashSet<PendingWrite> _failed = [];
    private int _sendingCalls;

    private bool IsAtomic => options.Atomicity != SaveAtomicity.None;

    private int ApiCalls => _sendingCalls + lookup.ApiCalls;

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
            Exception? broken = await CheckAndSendAsync(request, cancellationToken).ConfigureAwait(false);
            if (broken is null && (_report.IsEmpty || !IsAtomic))
                continue;
            // Whoever is gone or does not answer is not asked again.
            if (broken is null)
                await ReadRestAsync(cancellationToken).ConfigureAwait(false);
            throw Failed(broken);
        }

        Exception? unread = await ReadRestAsync(cancellationToken).ConfigureAwait(false);
        return _report.IsEmpty ? new SaveResult(_saved, ApiCalls) { RefreshError = unread } : throw Failed(null);
    }

    private SaveFailedException Failed(Exception? inner) => _report.ToException(_saved, _waiting.Sum(left => left.Writes.Count()), ApiCalls, inner);

    private async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await _locks.WaitAsync(cancellationToken).ConfigureAwait(false);
            cancellationToken.ThrowIfCancellationRequested();
        }
        catch (OperationCanceledException canceled) when (_sendingCalls > 0)
        {
            throw Failed(canceled);
        }
    }

    private async Task<Exception?> CheckAndSendAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        bool comparesFirst = request.Guarded.Count > 0 && !request.IsConditionalRow && !(IsAtomic && request.HasRoomForGuards);
        if (!comparesFirst)
            return await SendAsync(request, cancellationToken).ConfigureAwait(false);

        try
        {
            IReadOnlyList<ConcurrentChange> changed = await lookup.FindChangedAsync(request.Guarded, cancellationToken).ConfigureAwait(false);
            request = Without(request, changed, request.IsRepeated);
        }
        catch (Exception unread) when (unread is SalesforceApiException or SalesforceTransportException or OperationCanceledException)
        {
            // Reading has changed nothing: the request was not sent.
            _waiting.AddFirst(request);
            return unread;
        }

        if (request.Steps.Count == 0)
            return null;
        if (!_report.IsEmpty && IsAtomic)
        {
            _report.AddRolledBack(request.Writes.Count());
            return null;
        }

        return await SendAsync(request, cancellationToken).ConfigureAwait(false);
    }

    private async Task<Exception?> SendAsync(SaveRequest request, CancellationToken cancellationToken)
    {
        try
        {
            SentRequest sent = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
            _sendingCalls += sent.ApiCalls;
            if (sent.HasChangedRecords)
                return await NameChangedAsync(sent, cancellationToken).ConfigureAwait(false);
            Receive(sent);
            return null;
        }
        catch (SalesforceApiException refusal)
        {
            _sendingCalls += Math.Max(1, refusal.Attempts);
            _report.Add(request, refusal, mayHaveHappened: request.IsRepeated || refusal.MayHaveHappened);
            return refusal;
        }
        catch (SalesforceTransportException lost)
        {
            _sendingCalls += Math.Max(1, lost.Attempts);
            if (lost.MayHaveHappened && request.AsSafeToRepeat() is { } safe)
            {
                _waiting.AddFirst(safe);
                return null;
            }

            _report.Add(request, lost, mayHaveHappened: request.IsRepeated || lost.MayHaveHappened);
            return lost;
        }
        catch (EncoderFallbackException) when (request.Writes.Where(UnwritableText.IsIn).ToList() is { Count: > 0 } unwritable)
        {
            foreach (PendingWrite write in unwritable)
            {
                _failed.Add(write);
                _report.AddUnwritable(write, UnwritableText.FieldsOf(write));
            }

            // The request was not sent.
            _waiting.AddFirst(request.Without(unwritable.Contains));
            return null;
        }
        catch (OperationCanceledException canceled)
        {
            // The request may be on its way: only a report can say what is known and what is not.
            _sendingCalls++;
            _report.AddCanceled(request);
            return canceled;
        }
    }

    // The call was taken back because a record had changed; which one, only reading tells.
    private async Task<Exception?> NameChangedAsync(SentRequest sent, CancellationToken cancellationToken)
    {
        // A repeat may have met the changes of its own first attempt, whose answer was lost.
        bool mayBeOurs = sent.EarlierAnswerLost || sent.Request.IsRepeated;
        IReadOnlyList<ConcurrentChange> changed;
        Exception? unread = null;
        try
        {
            changed = await lookup.FindChangedAsync(sent.Request.Guarded, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception failure) when (failure is SalesforceApiException or SalesforceTransportException or OperationCanceledException)
        {
            changed = [];
            unread = failure;
        }

        if (changed.Count == 0)
            changed = [.. sent.Request.Guarded.Select(write => new ConcurrentChange(write, "unknown"))];
        SaveRequest rest = Without(sent.Request, changed, mayBeOurs);
        if (_report.IsEmpty)
            _waiting.AddFirst(rest);
        else
            _report.AddRolledBack(rest.Writes.Count());
        return unread;
    }

    // Without the records that somebody changed: they have failed, but for those that were to be deleted and are gone, where that will do.
    private SaveRequest Without(SaveRequest request, IReadOnlyList<ConcurrentChange> changed, bool mayBeOurs)
    {
        HashSet<PendingWrite> left = [];
        foreach (ConcurrentChange change in changed)
        {
            left.Add(change.Write);
            if (change is { IsGone: true, Write.Operation: SaveOperation.Delete } && (options.IgnoreMissingOnDelete || mayBeOurs))
            {
                _saved.Add(_applier.Apply(change.Write, RecordResult.Written(change.Write.Tracked.Id)));
                continue;
            }

            _failed.Add(change.Write);
            _report.Add(change, mayBeOurs);
        }

        _applier.ForgetDeleted();
        return left.Count == 0 ? request : request.Without(left.Contains);
    }

    private void Receive(SentRequest sent)
    {
        if (sent.EarlierAnswerLost)
            sent = sent with { Request = sent.Request.Repeated() };
        if (sent.ComparingFailed is { } error)
        {
            _report.AddIncomparable(sent.Request, error);
            return;
        }

        // The records are fine: they go again without the query, which is tried once more when they are saved.
        if (sent.ReadingFailed)
        {
            sender.ReadLater();
            _waiting.AddFirst(sent.Request);
            return;
        }

        // A delete that was repeated after a lost answer finds its own work done.
        bool goneIsFine = options.IgnoreMissingOnDelete || sent.Request.IsRepeated;
        if (goneIsFine && WithoutGone(sent) is { } rest)
        {
            _applier.ForgetDeleted();
            _waiting.AddFirst(rest);
            return;
        }

        IReadOnlyList<SaveRequest> again = _locks.RetriesOf(sent);
        HashSet<PendingWrite> retried = [.. again.SelectMany(request => request.Writes)];
        foreach ((PendingWrite write, RecordResult result) in sent.Results.Where(written => !retried.Contains(written.Write)))
            Apply(sent, write, result, goneIsFine);
        _applier.ForgetDeleted();
        foreach (SaveRequest request in again.Reverse())
            _waiting.AddFirst(request);
    }

    private void Apply(SentRequest sent, PendingWrite write, RecordResult result, bool goneIsFine)
    {
        if (!sent.RolledBack && (result.Success || (goneIsFine && IsGone(write, result))))
        {
            SavedEntry entry = _applier.Apply(write, result);
            _saved.Add(write.Operation == SaveOperation.Upsert && sent.Request.IsRepeated ? entry with { Created = null } : entry);
            if (RecordKey.TryCreate(entry.Id, out RecordKey key) && sent.ReadBack.TryGetValue(key, out JObject? record))
                ResultApplier.Refresh(write.Tracked, record);
            else if (ReadBack.IsWanted(write, options))
                _unread.Add(write);
            return;
        }

        _failed.Add(write);
        // What a repeat is refused, an attempt before it, whose answer was lost, may have saved.
        _report.Add(write, result, mayHaveHappened: sent.Request.IsRepeated);
    }

    // What found no room in the calls that wrote. What was saved stays saved when it cannot be read.
    private async Task<Exception?> ReadRestAsync(CancellationToken cancellationToken)
    {
        if (_unread.Count == 0)
            return null;
        try
        {
            Dictionary<RecordKey, JObject> records = await lookup.ReadAsync([.. ReadBack.QueriesOf(_unread, options)], cancellationToken).ConfigureAwait(false);
            foreach (TrackedEntity tracked in _unread.Select(write => write.Tracked).Distinct())
            {
                if (RecordKey.TryCreate(tracked.Id, out RecordKey key) && records.TryGetValue(key, out JObject? record))
                    ResultApplier.Refresh(tracked, record);
            }

            return null;
        }
        catch (Exception unread) when (unread is SalesforceApiException or SalesforceTransportException or OperationCanceledException or FormatException)
        {
            return unread;
        }
    }

    // All or none takes the whole call back because of a record that is gone already, which is what was asked for: the rest goes again.
    private SaveRequest? WithoutGone(SentRequest sent)
    {
        if (!sent.RolledBack)
            return null;
        HashSet<PendingWrite> gone = [.. sent.Results.Where(written => IsGone(written.Write, written.Result)).Select(written => written.Write)];
        bool onlyThose = sent.Results.All(written => written.Result.Success || gone.Contains(written.Write) || CompanionErrors.AreAllOf(written.Result));
        if (gone.Count == 0 || !onlyThose)
            return null;

        _saved.AddRange(sent.Results.Where(written => gone.Contains(written.Write)).Select(written => _applier.Apply(written.Write, written.Result)));
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
