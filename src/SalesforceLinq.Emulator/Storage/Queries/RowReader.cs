using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage.Compilation;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Reads the rows of a list of rowids in its order. A row that is gone is left out.</summary>
internal sealed class RowReader : IDisposable
{
    private readonly SqliteCommand _command;
    private readonly SqliteDataReader _reader;
    private bool _hasRow;

    public RowReader(SqliteConnection connection, CompiledRows rows, ReadOnlySpan<long> keys)
    {
        _command = Statement.Prepare(connection, rows.PageSql, rows.Parameters, keys);
        _reader = _command.ExecuteReader();
        _hasRow = _reader.Read();
    }

    public sqlite3_stmt Row => _reader.Handle!;

    /// <summary>Place of the row in the list.</summary>
    public int Place => raw.sqlite3_column_int(Row, 0);

    /// <summary>Whether there is a row before <paramref name="end"/> in the list.</summary>
    public bool HasRowBefore(int end) => _hasRow && Place < end;

    public void Next() => _hasRow = _reader.Read();

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }
}
