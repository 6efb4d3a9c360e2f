namespace SalesforceLinq.Http;

/// <summary>How a bulk query runs.</summary>
public sealed record BulkQueryOptions : BulkOptions
{
    /// <summary>Whether deleted and archived records are found as well.</summary>
    /// <value>Default <see langword="false"/>.</value>
    public bool IncludeDeleted { get; init; }

    /// <summary>Most rows of one answer, at least one.</summary>
    /// <value>Default null: the org decides.</value>
    public int? PageSize { get; init; }

    internal override void Check()
    {
        base.Check();
        if (PageSize is { } size)
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(PageSize));
    }
}
