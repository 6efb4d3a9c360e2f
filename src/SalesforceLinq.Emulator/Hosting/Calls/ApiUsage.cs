namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Counts what an org allows so and so often in 24 hours (API requests, bulk batches, bulk query jobs), by the hour.</summary>
internal sealed class ApiUsage(TimeProvider clock, int max)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<long, int> _byHour = [];

    public int Max { get; } = max;

    public int Used
    {
        get
        {
            lock (_lock)
                return Current();
        }
    }

    /// <summary>Counts one; false when the allowance is used up.</summary>
    public bool TryCount()
    {
        lock (_lock)
        {
            if (Current() >= Max)
                return false;
            long hour = Hour();
            _byHour[hour] = _byHour.GetValueOrDefault(hour) + 1;
            return true;
        }
    }

    public void Clear()
    {
        lock (_lock)
            _byHour.Clear();
    }

    private int Current()
    {
        long oldest = Hour() - 24;
        int used = 0;
        foreach ((long hour, int count) in _byHour)
        {
            if (hour > oldest)
                used += count;
            else
                _byHour.Remove(hour);
        }
        return used;
    }

    private long Hour() => clock.GetUtcNow().ToUnixTimeSeconds() / 3600;
}
