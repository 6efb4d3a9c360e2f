using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A statement that stays prepared; its values go to SQLite without parameter objects in between.</summary>
/// <remarks>A load writes a record of sixty columns with every call: parameter objects cost more there than SQLite itself.</remarks>
internal sealed class PreparedStatement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;
    private readonly int[] _places;

    public PreparedStatement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v3(database, sql, raw.SQLITE_PREPARE_PERSISTENT, out _statement));
        _places = new int[raw.sqlite3_bind_parameter_count(_statement)];
        for (int index = 0; index < _places.Length; index++)
            _places[index] = raw.sqlite3_bind_parameter_index(_statement, StoreConnection.ParameterName(index));
    }

    /// <summary>Runs the statement to its end and answers how many rows it changed.</summary>
    public int Execute(ReadOnlySpan<object?> values)
    {
        try
        {
            Bind(values);
            while (Step())
            {
            }
            return raw.sqlite3_changes(_database);
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    /// <summary>Runs the statement and answers the first column of its first row: text, <see cref="long"/>, <see cref="double"/>, bytes or null.</summary>
    public object? Scalar(ReadOnlySpan<object?> values)
    {
        try
        {
            Bind(values);
            object? first = Step() ? First() : null;
            while (Step())
            {
                // To its end: RETURNING is only done when the statement is.
            }
            return first;
        }
        finally
        {
            raw.sqlite3_reset(_statement);
        }
    }

    public void Dispose() => _statement.Dispose();

    private bool Step()
    {
        int result = raw.sqlite3_step(_statement);
        if (result == raw.SQLITE_ROW)
            return true;
        if (result != raw.SQLITE_DONE)
            Check(result);
        return false;
    }

    private object? First()
    {
        int type = raw.sqlite3_column_type(_statement, 0);
        if (type == raw.SQLITE_NULL)
            return null;
        if (type == raw.SQLITE_INTEGER)
            return raw.sqlite3_column_int64(_statement, 0);
        if (type == raw.SQLITE_FLOAT)
            return raw.sqlite3_column_double(_statement, 0);
        ReadOnlySpan<byte> bytes = raw.sqlite3_column_blob(_statement, 0);
        return type == raw.SQLITE_TEXT ? Encoding.UTF8.GetString(bytes) : bytes.ToArray();
    }

    // Runs for each sample record before the runtime would have compiled it well.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Bind(ReadOnlySpan<object?> values)
    {
        // A record has more empty fields than filled ones: they are emptied by one call.
        raw.sqlite3_clear_bindings(_statement);
        for (int index = 0; index < values.Length; index++)
        {
            if (values[index] is { } value)
                Check(BindOne(_places[index], value));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BindOne(int place, object value) => value switch
    {
        string text => BindText(place, text),
        long number => raw.sqlite3_bind_int64(_statement, place, number),
        int number => raw.sqlite3_bind_int64(_statement, place, number),
        double number => raw.sqlite3_bind_double(_statement, place, number),
        bool flag => raw.sqlite3_bind_int64(_statement, place, flag ? 1 : 0),
        byte[] bytes => raw.sqlite3_bind_blob(_statement, place, bytes),
        _ => throw new InvalidOperationException($"No SQLite value can be made of {value.GetType().Name}."),
    };

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int BindText(int place, string text)
    {
        const int Small = 512;
        int most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most <= Small)
        {
            Span<byte> bytes = stackalloc byte[Small];
            return raw.sqlite3_bind_text(_statement, place, bytes[..Encoding.UTF8.GetBytes(text, bytes)]);
        }
        byte[] rented = ArrayPool<byte>.Shared.Rent(most);
        try
        {
            return raw.sqlite3_bind_text(_statement, place, rented.AsSpan(0, Encoding.UTF8.GetBytes(text, rented)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
