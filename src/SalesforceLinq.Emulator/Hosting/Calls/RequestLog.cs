using System.Collections;

namespace SalesforceLinq.Emulator;

/// <summary>What an emulated org was asked, in order; the last 20,000 requests. Thread-safe: enumerating walks over a snapshot.</summary>
public sealed class RequestLog : IReadOnlyCollection<LoggedRequest>
{
    private const int Most = 20_000;

    private readonly Lock _lock = new();
    private readonly Queue<LoggedRequest> _requests = [];
    private long _added;

    internal RequestLog()
    {
    }

    /// <summary>Raised for each request when it enters the log, on the thread that answers it: be quick, and do not throw.</summary>
    public event EventHandler<LoggedRequest>? Added;

    /// <summary>How many requests are in the log.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _requests.Count;
        }
    }

    /// <summary>Forgets all requests so far.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            _requests.Clear();
            _added = 0;
        }
    }

    /// <inheritdoc/>
    public IEnumerator<LoggedRequest> GetEnumerator()
    {
        LoggedRequest[] snapshot;
        lock (_lock)
            snapshot = [.. _requests];
        return ((IEnumerable<LoggedRequest>)snapshot).GetEnumerator();
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal void Add(LoggedRequest request)
    {
        lock (_lock)
        {
            if (_requests.Count == Most)
                _requests.Dequeue();
            _requests.Enqueue(request);
            _added++;
        }
        Added?.Invoke(this, request);
    }

    /// <summary>The requests added after the first so many, at most the last few of them; and how many were added in all.</summary>
    internal (long Last, IReadOnlyList<LoggedRequest> Requests) After(long seen, int most)
    {
        lock (_lock)
        {
            // Who has seen more than there were knew the log before it was cleared.
            long news = seen > _added ? _added : _added - seen;
            return (_added, [.. _requests.TakeLast((int)Math.Min(news, most))]);
        }
    }
}

/// <summary>One request an emulated org was sent. Headers, and with them tokens, are not kept.</summary>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Path">Path and query, as they were sent; tokens, passwords and secrets in the query are masked.</param>
/// <param name="Status">HTTP status of the answer; 0 where a fault broke the connection before one was sent.</param>
/// <param name="Duration">From the request's arrival until its answer was ready to be sent.</param>
/// <param name="ApiCalls">API calls it counted as: 1, or 0 for sign-ins and the list of versions.</param>
/// <param name="Body">Body as text, at most its first 262,144 characters; empty for sign-ins, which carry secrets, for binary bodies, and for the data of bulk batches, which is not held.</param>
public sealed record LoggedRequest(string Method, string Path, int Status, TimeSpan Duration, int ApiCalls, string Body)
{
    /// <summary>When it arrived, by the org's clock.</summary>
    public DateTimeOffset ReceivedAt { get; init; }
}
