using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A connection to the store, with its statements kept prepared.</summary>
internal sealed class StoreConnection(SqliteConnection connection) : IDisposable
{
    private const int MostStatements = 512;

    private readonly Dictionary<string, PreparedStatement> _statements = new(StringComparer.Ordinal);
    private readonly Dictionary<string, SqliteCommand> _queries = new(StringComparer.Ordinal);

    public SqliteConnection Connection { get; } = connection;

    public int Execute(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Execute(values);

    public object? Scalar(string sql, params ReadOnlySpan<object?> values) => Prepared(sql).Scalar(values);

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
        Forget(_statements);
        Forget(_queries);
        Connection.Dispose();
    }

    public static string ParameterName(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");

    private PreparedStatement Prepared(string sql)
    {
        if (_statements.TryGetValue(sql, out PreparedStatement? statement))
            return statement;
        if (_statements.Count >= MostStatements)
            Forget(_statements);
        statement = new PreparedStatement(Connection.Handle!, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    private SqliteCommand Bound(string sql, ReadOnlySpan<object?> values)
    {
        if (!_queries.TryGetValue(sql, out SqliteCommand? command))
        {
            if (_queries.Count >= MostStatements)
                Forget(_queries);
            command = Connection.CreateCommand();
            command.CommandText = sql;
            for (int index = 0; index < values.Length; index++)
                command.Parameters.Add(new SqliteParameter(ParameterName(index), null));
            _queries.Add(sql, command);
        }
        for (int index = 0; index < values.Length; index++)
            command.Parameters[index].Value = values[index] ?? DBNull.Value;
        return command;
    }

    private static void Forget<T>(Dictionary<string, T> statements)
        where T : IDisposable
    {
        foreach (T statement in statements.Values)
            statement.Dispose();
        statements.Clear();
    }
}
