namespace SalesforceLinq.Http;

/// <summary>What a bulk load did.</summary>
/// <param name="Jobs">The jobs it took, in the order of their records; none where there were no records.</param>
public sealed record BulkLoadResult(IReadOnlyList<BulkJob> Jobs)
{
    /// <summary>Records the org worked on.</summary>
    public long RecordsProcessed => Jobs.Sum(job => job.RecordsProcessed);

    /// <summary>Records the org refused; <see cref="BulkResource.ReadFailedAsync"/> says which and why.</summary>
    public long RecordsFailed => Jobs.Sum(job => job.RecordsFailed);

    /// <summary>Records that were written.</summary>
    public long RecordsWritten => RecordsProcessed - RecordsFailed;
}
