using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>The SQLite database of an org: one writer at a time, readers beside it.</summary>
/// <remarks>
/// In memory the database lives in SQLite's <c>memdb</c> file system, where a commit needs all readers gone, so a gate keeps them apart.
/// In a file it is kept in WAL mode: readers never wait, and what was committed survives the death of the process.
/// </remarks>
internal sealed class Database : IAsyncDisposable
{
    private readonly string _connectionString;
    private readonly ReadWriteGate _gate = new();
    private readonly ConcurrentBag<StoreConnection> _readers = [];
    private readonly bool _inMemory;
    private readonly FileLock? _lock;
    private readonly StoreConnection _writer;
    private volatile bool _disposed;
    private long _commits;

    /// <exception cref="IOException">The file cannot be used, or its records do not fit the schema; the message says why, and what to do.</exception>
    public Database(string? path, OrgSchema schema)
    {
        _inMemory = path is null;
        string source = path is null ? $"file:/salesforce-{Guid.NewGuid():N}?vfs=memdb" : Path.GetFullPath(path);
        _connectionString = new SqliteConnectionStringBuilder { DataSource = source, Pooling = false, DefaultTimeout = 30 }.ToString();
        Tables = new TableSet(schema);
        Counts = new RecordCounts(this);
        _lock = _inMemory ? null : new FileLock(source);
        try
        {
            _writer = Open();
            Prepare(source, schema);
        }
        catch (Exception error)
        {
            _writer?.Dispose();
            _lock?.Dispose();
            if (error is SqliteException unusable)
                throw DatabaseFile.Unusable(source, unusable);
            throw;
        }
    }

    public TableSet Tables { get; }

    /// <summary>How many records there are.</summary>
    public RecordCounts Counts { get; }

    /// <summary>How often something was committed.</summary>
    public long Commits => Volatile.Read(ref _commits);

    /// <summary>Hands out the ids of this database's records.</summary>
    public IdSequence Ids { get; } = new(first: 1);

    /// <summary>Whether the records outlive the process.</summary>
    public bool IsDurable => !_inMemory;

    public async ValueTask<ReadLease> ReadAsync(CancellationToken cancellationToken)
    {
        if (_inMemory)
            await _gate.EnterAsync(writes: false, cancellationToken).ConfigureAwait(false);
        try
        {
            return new ReadLease(this, _readers.TryTake(out StoreConnection? connection) ? connection : Open());
        }
        catch
        {
            if (_inMemory)
                _gate.Leave(writes: false);
            throw;
        }
    }

    public async ValueTask<WriteLease> WriteAsync(CancellationToken cancellationToken)
    {
        await _gate.EnterAsync(writes: true, cancellationToken).ConfigureAwait(false);
        try
        {
            _writer.Execute("BEGIN IMMEDIATE");
            return new WriteLease(this, _writer);
        }
        catch
        {
            _gate.Leave(writes: true);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_disposed)
            return;
        await _gate.EnterAsync(writes: true, CancellationToken.None).ConfigureAwait(false);
        _disposed = true;
        while (_readers.TryTake(out StoreConnection? reader))
            reader.Dispose();
        _writer.Dispose();
        _lock?.Dispose();
        _gate.Leave(writes: true);
    }

    internal void Return(StoreConnection reader)
    {
        if (_disposed)
            reader.Dispose();
        else
            _readers.Add(reader);
        if (_inMemory)
            _gate.Leave(writes: false);
    }

    internal void Committed() => Interlocked.Increment(ref _commits);

    internal void EndWriting() => _gate.Leave(writes: true);

    private void Prepare(string path, OrgSchema schema)
    {
        if (!_inMemory)
        {
            DatabaseFile.Claim(_writer, path);
            // What a dying process had not written back is in the log, which the next one reads: a commit needs no wait for the disk.
            _writer.Execute("PRAGMA journal_mode = WAL");
        }
        else
        {
            _writer.Execute("PRAGMA journal_mode = MEMORY");
        }
        _writer.Execute("PRAGMA synchronous = NORMAL");
        _writer.Execute("BEGIN IMMEDIATE");
        new TableCreator(schema).Create(_writer);
        _writer.Execute("COMMIT");
        // Somebody may look into the file with another program meanwhile.
        _writer.Execute("PRAGMA busy_timeout = 10000");
    }

    private StoreConnection Open()
    {
        SqliteConnection connection = new(_connectionString);
        try
        {
            connection.Open();
            SqlFunctions.Register(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
        return new StoreConnection(connection);
    }
}
