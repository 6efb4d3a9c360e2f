using System.Collections.Concurrent;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>Open query cursors: each belongs to the session that made it and lives for two days.</summary>
internal sealed class CursorStore(TimeProvider clock)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<string, Kept> _cursors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RowCursor, string> _locators = new(ReferenceEqualityComparer.Instance);
    private long _last;

    /// <summary>Keeps a cursor and answers its locator; the same cursor keeps its locator.</summary>
    public string Keep(Session? session, RowCursor cursor) => _locators.GetOrAdd(cursor, _ =>
    {
        Sweep();
        string locator = Storage.IdSequence.Make("0r8", Interlocked.Increment(ref _last));
        _cursors[locator] = new Kept(cursor, session?.Token, clock.GetUtcNow());
        return locator;
    });

    public RowCursor? Find(Session? session, string locator) =>
        _cursors.TryGetValue(locator, out Kept? kept) && kept.Token == session?.Token && clock.GetUtcNow() - kept.Opened < Lifetime ? kept.Cursor : null;

    /// <summary>Ends a cursor.</summary>
    /// <param name="locator">Its locator, with the offset of a page or without.</param>
    public void Remove(string locator)
    {
        if (_cursors.TryRemove(locator.Split('-')[0], out Kept? kept))
            _locators.TryRemove(kept.Cursor, out string? _);
    }

    public void Clear()
    {
        _cursors.Clear();
        _locators.Clear();
    }

    private void Sweep()
    {
        DateTimeOffset now = clock.GetUtcNow();
        foreach ((string locator, Kept kept) in _cursors)
        {
            if (now - kept.Opened >= Lifetime && _cursors.TryRemove(locator, out _))
                _locators.TryRemove(kept.Cursor, out string? _);
        }
    }

    private sealed record Kept(RowCursor Cursor, string? Token, DateTimeOffset Opened);
}
