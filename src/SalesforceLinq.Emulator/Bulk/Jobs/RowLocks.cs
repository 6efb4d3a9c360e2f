using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>Jobs whose next record shall find its row locked by somebody else.</summary>
internal sealed class RowLocks
{
    private readonly ConcurrentDictionary<string, bool> _jobs = new(StringComparer.Ordinal);

    public void Add(string jobId) => _jobs[jobId] = true;

    /// <summary>Whether the job's next record is locked; from then on none is.</summary>
    public bool Take(string jobId) => _jobs.TryRemove(jobId, out _);
}
