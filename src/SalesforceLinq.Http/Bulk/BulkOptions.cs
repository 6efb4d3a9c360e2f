namespace SalesforceLinq.Http;

/// <summary>How the end of bulk jobs is waited for.</summary>
public abstract record BulkOptions
{
    private protected BulkOptions()
    {
    }

    /// <summary>Told of each job whenever the org was asked how far it is.</summary>
    public IProgress<BulkJob>? Progress { get; init; }

    /// <summary>How long to wait before the org is asked for the second time how far a job is; the wait doubles up to <see cref="LongestWait"/>.</summary>
    /// <value>Default one second.</value>
    public TimeSpan FirstWait { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait between two such questions, each of which is an API call.</summary>
    /// <value>Default half a minute.</value>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromSeconds(30);

    internal virtual void Check()
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(FirstWait, TimeSpan.Zero);
        ArgumentOutOfRangeException.ThrowIfLessThan(LongestWait, FirstWait);
    }
}
