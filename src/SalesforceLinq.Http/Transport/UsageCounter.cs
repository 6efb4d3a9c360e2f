using System.Globalization;
using System.Text.RegularExpressions;

namespace SalesforceLinq.Http.Transport;

/// <summary>Gathers the usage headers of all answers.</summary>
internal sealed partial class UsageCounter(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, AppApiUsage> _apps = new(StringComparer.Ordinal);
    private int? _used;
    private int? _total;
    private DateOnly _day;
    private long _requestsSent;

    public ApiUsage Snapshot()
    {
        lock (_gate)
            return new ApiUsage(_used, _total, [.. _apps.Values], Interlocked.Read(ref _requestsSent));
    }

    public void CountRequest() => Interlocked.Increment(ref _requestsSent);

    /// <summary>Takes in one header, such as <c>api-usage=18/5000; per-app-api-usage=17/250(appName=sample-app)</c>.</summary>
    public void Read(string header)
    {
        lock (_gate)
        {
            DateOnly today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
            if (today != _day)
            {
                _day = today;
                _used = null;
                _apps.Clear();
            }

            foreach (Match part in UsagePart().Matches(header))
                Take(part);
        }
    }

    /// <summary>Calls left of the day; null while unknown. Yesterday's count says nothing about today.</summary>
    public int? Remaining()
    {
        lock (_gate)
            return _day == DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime) ? _total - _used : null;
    }

    private void Take(Match part)
    {
        if (!int.TryParse(part.Groups["used"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int used)
            || !int.TryParse(part.Groups["total"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out int total))
        {
            return;
        }

        // Several servers answer, and their counters run behind one another: the largest is the truth.
        if (part.Groups["app"].Success)
        {
            string app = part.Groups["app"].Value;
            _apps[app] = new AppApiUsage(app, Math.Max(used, _apps.GetValueOrDefault(app)?.Used ?? 0), total);
            return;
        }

        _used = Math.Max(used, _used ?? 0);
        _total = total;
    }

    [GeneratedRegex(@"(?:^|[;,\s])(?:per-app-)?api-usage=(?<used>\d+)/(?<total>\d+)(?:\(appName=(?<app>[^)]*)\))?", RegexOptions.CultureInvariant)]
    private static partial Regex UsagePart();
}
