namespace SalesforceLinq.Http;

/// <summary>How often, and how patiently, a request that failed in passing is sent again.</summary>
/// <remarks>
/// Only what is safe is repeated: reads always; update, delete and upsert by external id, because twice does the same as once;
/// anything else only when the answer proves that nothing was done: 429 or 503 with an error of Salesforce, <c>UNABLE_TO_LOCK_ROW</c>,
/// or too many calls at the same time. The daily limit is never met with a repeat.
/// </remarks>
public sealed record RetryOptions
{
    /// <summary>Attempts in total, the first one included.</summary>
    /// <value>1 to 10; default 3. With 1, nothing is ever sent twice (apart from the one repeat after a session ended).</value>
    public int MaxAttempts { get; init; } = 3;

    /// <summary>Wait before the second attempt; every later wait is twice the one before, each with random jitter.</summary>
    /// <value>Default 500 ms. A <c>Retry-After</c> header takes its place.</value>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromMilliseconds(500);

    /// <summary>Longest wait between two attempts. When a <c>Retry-After</c> asks for more, the request fails at once.</summary>
    /// <value>Default 30 s.</value>
    public TimeSpan MaxDelay { get; init; } = TimeSpan.FromSeconds(30);
}
