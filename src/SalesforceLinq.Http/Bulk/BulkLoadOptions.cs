namespace SalesforceLinq.Http;

/// <summary>How a bulk load runs.</summary>
public sealed record BulkLoadOptions : BulkOptions
{
    /// <summary>Smallest <see cref="MaxJobBytes"/>.</summary>
    public const int LeastJobBytes = 10_000;

    /// <summary>Largest <see cref="MaxJobBytes"/>: an upload may have 100 MB, and the record that fills one still has to fit.</summary>
    /// <remarks>Source: Salesforce Developer Limits and Allocations Quick Reference, "Bulk API and Bulk API 2.0".</remarks>
    public const int MostJobBytes = 99_000_000;

    /// <summary>How many bytes of CSV begin another job. All of one job is held in memory until it is sent.</summary>
    /// <value>Default 50,000,000; <see cref="LeastJobBytes"/> to <see cref="MostJobBytes"/>.</value>
    public int MaxJobBytes { get; init; } = 50_000_000;

    /// <summary>Id of the assignment rule for cases and leads.</summary>
    /// <value>Default null: none runs.</value>
    public string? AssignmentRuleId { get; init; }

    internal override void Check()
    {
        base.Check();
        ArgumentOutOfRangeException.ThrowIfLessThan(MaxJobBytes, LeastJobBytes);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(MaxJobBytes, MostJobBytes);
    }
}
