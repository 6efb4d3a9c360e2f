namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>A job and how far it is.</summary>
/// <param name="Id">Id, with the prefix <c>750</c>.</param>
/// <param name="Definition">What it is to do.</param>
/// <param name="State">One of <see cref="JobState"/>.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When its state last changed.</param>
/// <param name="Error">Why it failed as a whole.</param>
internal sealed record BulkJob(string Id, JobDefinition Definition, string State, DateTimeOffset Created, DateTimeOffset Modified, string? Error);

/// <summary>States of a job, as they are written on the wire.</summary>
/// <remarks>Source: Bulk API 2.0 guide, "Job States"; Bulk API guide, "JobInfo".</remarks>
internal static class JobState
{
    public const string Open = "Open";
    public const string UploadComplete = "UploadComplete";
    public const string InProgress = "InProgress";
    public const string JobComplete = "JobComplete";
    public const string Failed = "Failed";
    public const string Aborted = "Aborted";

    /// <summary>Bulk API before 2.0 only: no batch will come any more.</summary>
    public const string Closed = "Closed";
}

/// <summary>Records that are worked on together, and how far that is; a job of Bulk API 2.0 has one.</summary>
/// <param name="Id">Id, with the prefix <c>751</c>.</param>
/// <param name="JobId">The job it belongs to.</param>
/// <param name="State">One of <see cref="BatchState"/>.</param>
/// <param name="Message">Why it failed.</param>
/// <param name="Created">When it was made.</param>
/// <param name="Modified">When its state or its counts last changed.</param>
/// <param name="Processed">Records that are done, those that failed among them.</param>
/// <param name="Failed">Records that failed.</param>
/// <param name="Milliseconds">Time spent on them.</param>
internal sealed record BulkBatch(
    string Id, string JobId, string State, string? Message, DateTimeOffset Created, DateTimeOffset Modified, int Processed, int Failed, int Milliseconds);

/// <summary>States of a batch. The first two are not shown: a batch of Bulk API 2.0 waits in them for its data and for its job to be closed.</summary>
internal static class BatchState
{
    public const string Receiving = "Receiving";
    public const string Received = "Received";
    public const string Queued = "Queued";
    public const string InProgress = "InProgress";
    public const string Completed = "Completed";
    public const string Failed = "Failed";
    public const string NotProcessed = "NotProcessed";
}
