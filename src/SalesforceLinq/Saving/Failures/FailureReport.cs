using SalesforceLinq.Http;
using SalesforceLinq.Saving.Planning;

namespace SalesforceLinq.Saving.Failures;

/// <summary>Gathers what was not saved, and says it once.</summary>
internal sealed class FailureReport(ChangeTracker tracker)
{
    private readonly List<SaveFailure> _failures = [];
    private int _rolledBack;

    public bool IsEmpty => _failures.Count == 0 && _rolledBack == 0;

    /// <summary>A record the org refused, or took back.</summary>
    public void Add(PendingWrite write, RecordResult result, bool mayHaveHappened = false)
    {
        if (mayHaveHappened)
        {
            RecordError error = result.Errors.Count > 0 ? result.Errors[0] : new RecordError("", "The repeat was rolled back with the rest of its call.", []);
            _failures.Add(Failure(write, error.ErrorCode, error.Message, error.Fields ?? []) with { MayHaveHappened = true });
            return;
        }

        List<RecordError> own = [.. result.Errors.Where(error => !CompanionErrors.Contains(error))];
        if (own.Count == 0)
            _rolledBack++;
        else
            _failures.AddRange(own.Select(error => Failure(write, error)));
    }

    /// <summary>A record that somebody else has changed.</summary>
    public void Add(ConcurrentChange change, bool mayHaveHappened) =>
        _failures.Add(Failure(change.Write, change.ToError()) with { MayHaveHappened = mayHaveHappened });

    /// <summary>A call that was rolled back because the org could not tell whether its records had changed.</summary>
    public void AddIncomparable(SaveRequest request, RecordError error)
    {
        foreach (PendingWrite write in request.Guarded)
        {
            string token = write.Token!.ApiName;
            string message = $"Whether the record had changed could not be seen by its {token}, so its call was rolled back: {error.Message}";
            _failures.Add(Failure(write, error.ErrorCode, message, [token]) with { MayHaveHappened = request.IsRepeated });
        }

        _rolledBack += request.Writes.Count() - request.Guarded.Count;
    }

    /// <summary>A record that was fine and was not saved because of others of its call.</summary>
    public void AddRolledBack(int records) => _rolledBack += records;

    /// <summary>A call the org refused as a whole.</summary>
    public void Add(SaveRequest request, SalesforceApiException refusal, bool mayHaveHappened)
    {
        foreach (PendingWrite write in request.Writes)
            _failures.Add(Failure(write, refusal.ErrorCode, refusal.Errors is [{ } first, ..] ? first.Message : refusal.Message, []) with { MayHaveHappened = mayHaveHappened });
    }

    /// <summary>A call without an answer.</summary>
    public void Add(SaveRequest request, SalesforceTransportException lost, bool mayHaveHappened)
    {
        foreach (PendingWrite write in request.Writes)
            _failures.Add(Failure(write, "", lost.Message, []) with { MayHaveHappened = mayHaveHappened });
    }

    /// <summary>A call that was given up while it was under way.</summary>
    public void AddCanceled(SaveRequest request)
    {
        foreach (PendingWrite write in request.Writes)
            _failures.Add(Failure(write, "", "The save was cancelled while its request was under way.", []) with { MayHaveHappened = true });
    }

    /// <summary>A record that was not sent because a text of it cannot be written.</summary>
    public void AddUnwritable(PendingWrite write, IReadOnlyList<string> fields) =>
        _failures.Add(Failure(write, "INVALID_TEXT", "A text holds one half of a character (an unpaired surrogate), so it was not sent. Cut texts between characters", fields));

    /// <summary>A record that was not sent because its parent was refused.</summary>
    public void AddOrphan(PendingWrite write) =>
        _failures.Add(Failure(write, "PARENT_NOT_SAVED", "It was not sent: the new record it points at was not saved", []));

    public SaveFailedException ToException(IReadOnlyList<SavedEntry> saved, int notSent, int apiCalls, Exception? inner) =>
        _failures.Exists(failure => failure.IsConflict)
            ? new SaveConcurrencyException(_failures, saved, _rolledBack, notSent, apiCalls, inner)
            : new SaveFailedException(_failures, saved, _rolledBack, notSent, apiCalls, inner);

    private SaveFailure Failure(PendingWrite write, RecordError error) =>
        Failure(write, error.ErrorCode, error.Message, error.Fields ?? []) with { Duplicates = DuplicateReader.Read(error) };

    private SaveFailure Failure(PendingWrite write, string code, string message, IReadOnlyList<string> fields) =>
        new(new EntityEntry(tracker, write.Tracked), write.Operation, code, message, fields);
}
