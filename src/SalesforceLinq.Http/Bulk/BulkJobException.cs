namespace SalesforceLinq.Http;

/// <summary>A bulk job failed as a whole, or work with bulk jobs was broken off.</summary>
public sealed class BulkJobException : Exception
{
    /// <summary>An exception.</summary>
    /// <param name="message">What happened, and what to do.</param>
    /// <param name="jobs">The jobs that were given to the org.</param>
    /// <param name="innerException">Why the work was broken off; null where a job failed.</param>
    public BulkJobException(string message, IReadOnlyList<BulkJob> jobs, Exception? innerException = null)
        : base(message, innerException) => Jobs = jobs;

    /// <summary>
    /// The jobs that were given to the org before that, as they were last seen. The org goes on with those that have not ended; <see cref="BulkResource.WaitAsync"/>
    /// waits for one, <see cref="BulkResource.AbortAsync"/> stops it.
    /// </summary>
    public IReadOnlyList<BulkJob> Jobs { get; }

    internal static BulkJobException Failed(IReadOnlyList<BulkJob> jobs)
    {
        IEnumerable<string> failed = jobs.Where(job => job.State != BulkJobState.JobComplete)
            .Select(job => $"{job.Operation} of {job.ObjectName} ({job.Id}) ended as {job.State}{(job.ErrorMessage is { } why ? $": {why}" : "")}");
        return new BulkJobException(
            $"{string.Join("; ", failed)}. ReadFailedAsync and ReadUnprocessedAsync say what became of the records of a job that failed on its way.", jobs);
    }

    internal static BulkJobException BrokenOff(IReadOnlyList<BulkJob> jobs, Exception cause) => new(
        $"The load was broken off after {jobs.Count} of its jobs were given to the org, which goes on with them: {string.Join(", ", jobs.Select(job => job.Id))}. {cause.Message}", jobs, cause);
}
