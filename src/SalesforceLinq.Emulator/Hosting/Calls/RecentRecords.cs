using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Which records each user has read, created or changed last: for the life of the org, not kept in its file.</summary>
internal sealed class RecentRecords
{
    private const int Most = 200;

    private readonly ConcurrentDictionary<string, LinkedList<string>> _byUser = new(StringComparer.Ordinal);

    /// <summary>Notes that the user of a call used a record, unless he asks not to (<c>Sforce-Mru</c>, API 60.0 and later).</summary>
    public void Note(Call call, string recordId)
    {
        if (call.Version >= 60 && call.Header("sforce-mru") is { } wish && wish.Replace(" ", "", StringComparison.Ordinal).Contains("updateMru=false", StringComparison.OrdinalIgnoreCase))
            return;
        LinkedList<string> used = _byUser.GetOrAdd(call.UserId, _ => new LinkedList<string>());
        lock (used)
        {
            used.Remove(recordId);
            used.AddFirst(recordId);
            if (used.Count > Most)
                used.RemoveLast();
        }
    }

    /// <summary>Ids of the records a user used, the last one first.</summary>
    public IReadOnlyList<string> Of(string userId)
    {
        if (!_byUser.TryGetValue(userId, out LinkedList<string>? used))
            return [];
        lock (used)
            return [.. used];
    }

    public void Clear() => _byUser.Clear();
}
