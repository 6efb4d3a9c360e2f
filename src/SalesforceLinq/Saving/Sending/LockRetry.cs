using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Sending;

/// <summary>Decides what to send again when rows were locked by somebody else, and waits before that.</summary>
internal sealed class LockRetry(SaveOptions options, TimeProvider time)
{
    private const string RowLocked = "UNABLE_TO_LOCK_ROW";

    private int _used;
    private TimeSpan _wait;

    /// <summary>Waits, if locked rows are to be sent again next.</summary>
    public async Task WaitAsync(CancellationToken cancellationToken)
    {
        TimeSpan wait = _wait;
        _wait = TimeSpan.Zero;
        if (wait > TimeSpan.Zero)
            await Task.Delay(wait, time, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>
    /// The calls to send again, after <see cref="WaitAsync"/>: an atomic call whole, when locks are all that stopped it; else the locked records
    /// alone, in groups half as large, because fewer records meet fewer locks.
    /// </summary>
    public IReadOnlyList<SaveRequest> RetriesOf(SentRequest sent)
    {
        HashSet<PendingWrite> locked = [.. sent.Results.Where(written => IsLocked(written.Result)).Select(written => written.Write)];
        if (locked.Count == 0 || _used == options.LockRetries)
            return [];
        bool onlyLocks = sent.Results.All(written => written.Result.Success || locked.Contains(written.Write) || CompanionErrors.AreAllOf(written.Result));
        if (sent.RolledBack && !onlyLocks)
            return [];

        _wait = options.LockRetryDelay * Math.Pow(2, _used++);
        if (sent.RolledBack)
            return [sent.Request];

        SaveRequest alone = sent.Request.Without(write => !locked.Contains(write));
        HashSet<PendingWrite> half = [.. alone.Writes.Take((locked.Count + 1) / 2)];
        SaveRequest[] halves = [alone.Without(write => !half.Contains(write)), alone.Without(half.Contains)];
        return [.. halves.Where(request => request.Steps.Count > 0)];
    }

    private static bool IsLocked(RecordResult result) =>
        !result.Success && result.Errors.Count > 0 && result.Errors.All(error => error.ErrorCode == RowLocked);
}
