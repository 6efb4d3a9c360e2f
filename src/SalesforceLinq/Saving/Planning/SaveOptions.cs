namespace SalesforceLinq;

/// <summary>How one save is carried out.</summary>
public sealed record SaveOptions
{
    /// <summary>What happens to the rest when one record is refused.</summary>
    /// <value>Default <see cref="SaveAtomicity.WhenPossible"/>.</value>
    public SaveAtomicity Atomicity { get; init; } = SaveAtomicity.WhenPossible;

    /// <summary>Whether deleting a record that is gone already counts as deleted.</summary>
    /// <value>Default <see langword="false"/>: it is an error.</value>
    public bool IgnoreMissingOnDelete { get; init; }

    /// <summary>How often, in one save, records that others had locked (<c>UNABLE_TO_LOCK_ROW</c>) are sent again.</summary>
    /// <value>0 or more; default 3. An atomic call is repeated whole, else the locked records alone, in smaller groups.</value>
    public int LockRetries { get; init; } = 3;

    /// <summary>Wait before locked records are sent again; every later wait is twice the one before.</summary>
    /// <value>Default 200 ms.</value>
    public TimeSpan LockRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Headers of every call of the save, such as <c>Sforce-Auto-Assign: FALSE</c> or <c>Sforce-Duplicate-Rule-Header: allowSave=true</c>.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
