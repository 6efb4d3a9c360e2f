namespace SalesforceLinq;

/// <summary>A record was not saved because somebody else had changed or deleted it since it was read.</summary>
/// <remarks>
/// To let your values win, take the org's version as the original (<c>entry.OriginalValues.SetValues(await entry.GetDatabaseValuesAsync())</c>) and save
/// again; to let the org's win, <c>await entry.ReloadAsync()</c>.
/// </remarks>
public sealed class SaveConcurrencyException : SaveFailedException
{
    internal SaveConcurrencyException(
        IReadOnlyList<SaveFailure> failures, IReadOnlyList<SavedEntry> saved, int rolledBack, int notSent, int apiCalls, Exception? inner)
        : base(failures, saved, rolledBack, notSent, apiCalls, inner)
    {
    }

    /// <summary>The records that somebody else changed or deleted.</summary>
    public IReadOnlyList<SaveFailure> Conflicts => [.. Failures.Where(failure => failure.IsConflict)];
}
