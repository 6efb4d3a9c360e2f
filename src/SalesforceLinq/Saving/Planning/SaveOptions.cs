using SalesforceLinq.Http;

namespace SalesforceLinq;

/// <summary>How one save is carried out.</summary>
public sealed record SaveOptions
{
    /// <summary>What happens to the rest when one record is refused.</summary>
    /// <value>Default <see cref="SaveAtomicity.WhenPossible"/>.</value>
    public SaveAtomicity Atomicity { get; init; } = SaveAtomicity.WhenPossible;

    /// <summary>Whether the records are read back after they were written: formulas, system fields, and whatever triggers have changed.</summary>
    /// <value>Default <see langword="false"/>. The reading travels in the call that writes where it has room, else in as few further calls as possible.</value>
    public bool RefreshAfterSave { get; init; }

    /// <summary>Whether entities are checked against their DataAnnotations first. Nothing is sent when one does not pass.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool Validate { get; init; }

    /// <summary>Whether records are written although somebody else changed them since they were read.</summary>
    /// <value>Default <see langword="false"/>: classes with a concurrency token are checked.</value>
    public bool IgnoreConcurrencyTokens { get; init; }

    /// <summary>Whether the concurrency tokens of the records are read back, so that the next save of the same entities knows them.</summary>
    internal bool ReadsVersionsBack { get; init; } = true;

    /// <summary>Whether deleting a record that is gone already counts as deleted.</summary>
    /// <value>Default <see langword="false"/>: it is an error.</value>
    public bool IgnoreMissingOnDelete { get; init; }

    /// <summary>How often, in one save, records that others had locked (<c>UNABLE_TO_LOCK_ROW</c>) are sent again.</summary>
    /// <value>0 or more; default 3. An atomic call is repeated whole, else the locked records alone, in smaller groups.</value>
    public int LockRetries { get; init; } = 3;

    /// <summary>Wait before locked records are sent again; every later wait is twice the one before.</summary>
    /// <value>Default 200 ms.</value>
    public TimeSpan LockRetryDelay { get; init; } = TimeSpan.FromMilliseconds(200);

    /// <summary>Headers of every call of the save: assignment rule, duplicate rule, recently used list, call options, and any other.</summary>
    /// <value>Default none, so that the org's defaults hold.</value>
    public RecordOptions Headers { get; init; } = new();
}
