using System.Globalization;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A connection to read with, until it is disposed.</summary>
internal sealed class ReadLease(Database database, StoreConnection connection) : IDisposable
{
    public StoreConnection Connection { get; } = connection;

    public void Dispose() => database.Return(Connection);
}

/// <summary>The writer's transaction: what is not committed is rolled back when it is disposed.</summary>
internal sealed class WriteLease(Database database, StoreConnection connection) : IDisposable
{
    private int _savepoints;
    private bool _done;

    public StoreConnection Connection { get; } = connection;

    public void Commit()
    {
        // An id that was answered is never given again, even if its record is gone for good.
        if (database.IsDurable)
            database.Ids.Keep(Connection);
        Connection.Execute("COMMIT");
        database.Committed();
        _done = true;
    }

    /// <summary>Marks a point that can be gone back to.</summary>
    public string Mark()
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"mark{_savepoints++}");
        Connection.Execute($"SAVEPOINT {name}");
        return name;
    }

    public void Release(string mark) => Connection.Execute($"RELEASE {mark}");

    public void RollBackTo(string mark)
    {
        Connection.Execute($"ROLLBACK TO {mark}");
        Connection.Execute($"RELEASE {mark}");
    }

    public void Dispose()
    {
        try
        {
            if (!_done)
                Connection.Execute("ROLLBACK");
        }
        finally
        {
            database.EndWriting();
        }
    }
}
