using System.Collections.Concurrent;
using System.Globalization;
using SalesforceLinq.Emulator.Rules;
using SalesforceLinq.Emulator.Sessions;
using SalesforceLinq.Emulator.Storage;
using SalesforceLinq.Emulator.Storage.Queries;

namespace SalesforceLinq.Emulator.Hosting.Calls;

/// <summary>The query a cursor came from, as it can be compiled again.</summary>
internal sealed record CursorOrigin(string Soql, bool IncludeDeleted);

/// <summary>A cursor that is open, and what is needed to open it again.</summary>
internal sealed record OpenCursor(RowCursor Rows, CursorOrigin Origin);

/// <summary>Open query cursors: each belongs to the session that made it and lives for two days.</summary>
/// <remarks>Where the org is kept in a file, so are its cursors. Sessions end with the process; a cursor from before belongs to every session of its user.</remarks>
internal sealed class CursorStore(TimeProvider clock, bool isDurable)
{
    private const string KeyPrefix = "0r8";
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(2);

    private readonly ConcurrentDictionary<string, Kept> _cursors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<RowCursor, string> _locators = new(ReferenceEqualityComparer.Instance);
    private long _last;

    /// <summary>Keeps a cursor and answers its locator; the same cursor keeps its locator.</summary>
    /// <param name="session">Whose it is.</param>
    /// <param name="cursor">The rows.</param>
    /// <param name="origin">The query they answer.</param>
    /// <param name="unsaved">Takes the locator if the cursor is to be saved before it is answered.</param>
    public string Keep(Session? session, RowCursor cursor, CursorOrigin origin, ICollection<string> unsaved) => _locators.GetOrAdd(cursor, _ =>
    {
        Sweep();
        string locator = IdSequence.Make(KeyPrefix, Interlocked.Increment(ref _last));
        _cursors[locator] = new Kept(new OpenCursor(cursor, origin), session?.Token, session?.UserId ?? "", clock.GetUtcNow());
        if (isDurable)
            unsaved.Add(locator);
        return locator;
    });

    /// <summary>The open cursor of a locator; <see langword="null"/> if it is not this session's, or not of this process.</summary>
    public OpenCursor? Find(Session? session, string locator) =>
        _cursors.TryGetValue(locator, out Kept? kept) && kept.IsOf(session) && clock.GetUtcNow() - kept.Opened < Lifetime ? kept.Cursor : null;

    /// <summary>A cursor of an earlier process.</summary>
    public StoredCursor? FindStored(Session? session, StoreConnection connection, string locator) =>
        isDurable && !_cursors.ContainsKey(locator) && CursorTable.Find(connection, locator) is { } stored && stored.UserId == session?.UserId
            && string.CompareOrdinal(stored.Opened, ValueReader.Stamp(clock.GetUtcNow() - Lifetime)) > 0 ? stored : null;

    /// <summary>Takes a cursor of an earlier process into use, under its old locator.</summary>
    public OpenCursor Reopen(StoredCursor stored, RowCursor cursor)
    {
        OpenCursor open = new(cursor, new CursorOrigin(stored.Soql, stored.IncludeDeleted));
        _locators[cursor] = stored.Locator;
        _cursors[stored.Locator] = new Kept(open, Token: null, stored.UserId, DateTimeOffset.Parse(stored.Opened, CultureInfo.InvariantCulture));
        return open;
    }

    /// <summary>Writes cursors to the file.</summary>
    public void Save(StoreConnection connection, IEnumerable<string> locators)
    {
        foreach (string locator in locators)
        {
            if (!_cursors.TryGetValue(locator, out Kept? kept))
                continue;
            (RowCursor rows, CursorOrigin origin) = kept.Cursor;
            CursorTable.Add(connection, new StoredCursor(
                locator, kept.UserId, ValueReader.Stamp(kept.Opened), origin.Soql, origin.IncludeDeleted, rows.Rows.Path, rows.BatchSize, rows.UrlPrefix, rows.Keys));
        }
    }

    /// <summary>Goes on behind the last locator in the file, and forgets the cursors that are too old.</summary>
    public void ContinueFrom(StoreConnection connection)
    {
        CursorTable.RemoveBefore(connection, ValueReader.Stamp(clock.GetUtcNow() - Lifetime));
        if (CursorTable.Last(connection) is { } locator)
            _last = Math.Max(_last, IdSequence.NumberOf(locator));
    }

    /// <summary>Ends a cursor, also in the file, which would bring it back.</summary>
    /// <param name="connection">Where it is kept.</param>
    /// <param name="locator">Its locator, with the offset of a page or without.</param>
    public void Remove(StoreConnection connection, string locator)
    {
        string name = locator.Split('-')[0];
        if (isDurable)
            CursorTable.Remove(connection, name);
        if (_cursors.TryRemove(name, out Kept? kept))
            _locators.TryRemove(kept.Cursor.Rows, out string? _);
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
                _locators.TryRemove(kept.Cursor.Rows, out string? _);
        }
    }

    /// <param name="Cursor">The cursor.</param>
    /// <param name="Token">Token of the session it belongs to; <see langword="null"/> where an earlier process opened it.</param>
    /// <param name="UserId">Whose session that was.</param>
    /// <param name="Opened">When it was opened.</param>
    private sealed record Kept(OpenCursor Cursor, string? Token, string UserId, DateTimeOffset Opened)
    {
        public bool IsOf(Session? session) => Token is null ? UserId == session?.UserId : Token == session?.Token;
    }
}
