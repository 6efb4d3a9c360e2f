namespace SalesforceLinq.Http;

/// <summary>How far a bulk job is.</summary>
/// <remarks>Source: Bulk API 2.0 and Bulk API Developer Guide, "Job States".</remarks>
public enum BulkJobState
{
    /// <summary>It waits for its data.</summary>
    Open,

    /// <summary>It has all its data, or its query, and waits for its turn.</summary>
    UploadComplete,

    /// <summary>The org works on it.</summary>
    InProgress,

    /// <summary>It has ended. Some of its records may have been refused all the same.</summary>
    JobComplete,

    /// <summary>It could not be carried out; <see cref="BulkJob.ErrorMessage"/> says why.</summary>
    Failed,

    /// <summary>Somebody stopped it.</summary>
    Aborted,
}
