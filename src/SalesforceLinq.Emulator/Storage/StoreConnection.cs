using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A connection to the store, with its statements kept prepared.</summary>
internal sealed class StoreConnection(SqliteConnection connection) : IDisposable
{
    private const int MostStatements = 512;

    private readonly Dictionary<string, SqliteCommand> _statements = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteNonQuery();

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Bound(sql, values).ExecuteScalar() is var value and not DBNull ? value : null;

    /// <summary>Runs a query and hands each row to <paramref name="row"/>, all of them before it returns.</summary>
    public void Each(string sql, ReadOnlySpan<object?> values, Action<SqliteDataReader> row)
    {
        using SqliteDataReader reader = Bound(sql, values).ExecuteReader();
        while (reader.Read())
            row(reader);
    }

    public List<string> Texts(string sql, params ReadOnlySpan<object?> values)
    {
        List<string> texts = [];
        Each(sql, values, reader => texts.Add(reader.GetString(0)));
        return texts;
    }

    public void Dispose()
    {
        foreach (SqliteCommand statement in _statements.Values)
            statement.Dispose();
        Connection.Dispose();
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_statements.TryGetValue(sql, out SqliteCommand? command))
        {
            if (_statements.Count >= MostStatements)
                Forget();
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (int index = 0; index < values.Length; index++)
                command.Parameters.Add(new SqliteParameter(ParameterName(index), null));
            _statements.Add(sql, command);
        }
        for (int index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    private void Forget()
    {
        foreach (SqliteCommand statement in _statements.Values)
            statement.Dispose();
        _statements.Clear();
    }

    public static string ParameterName(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");
}
