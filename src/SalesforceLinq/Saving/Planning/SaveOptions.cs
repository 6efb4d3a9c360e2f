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

    /// <summary>Headers of every call of the save, such as <c>Sforce-Auto-Assign: FALSE</c> or <c>Sforce-Duplicate-Rule-Header: allowSave=true</c>.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();
}
