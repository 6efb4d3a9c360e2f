using System.Collections.Concurrent;
using System.Net;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Describe;

/// <summary>Keeps describes, and asks whether they have changed instead of fetching them again.</summary>
/// <remarks>Source: REST API Developer Guide, "Conditional Request Headers" (<c>If-Modified-Since</c>, 304).</remarks>
internal sealed class DescribeCache(RequestSender sender, TimeSpan lifetime, TimeProvider time)
{
    private readonly ConcurrentDictionary<string, Entry> _entries = new(StringComparer.OrdinalIgnoreCase);

    public async Task<T> GetAsync<T>(string path, bool refresh, CancellationToken cancellationToken)
        where T : class
    {
        Entry? known = _entries.GetValueOrDefault(path);
        if (known is not null && !refresh && time.GetElapsedTime(known.CheckedAt) < lifetime)
            return (T)known.Value;

        var request = new SalesforceRequest(HttpMethod.Get, path) { AlsoAccepted = [HttpStatusCode.NotModified] };
        if (known?.LastModified is { } lastModified)
            request.Headers["If-Modified-Since"] = lastModified;
        long askedAt = time.GetTimestamp();
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        Entry current = response.StatusCode == HttpStatusCode.NotModified && known is not null
            ? known with { CheckedAt = askedAt }
            : new Entry(await response.ReadAsync<T>(cancellationToken).ConfigureAwait(false), response.Header("Last-Modified"), askedAt);
        _entries[path] = current;
        return (T)current.Value;
    }

    private sealed record Entry(object Value, string? LastModified, long CheckedAt);
}
