using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Makes a command with its parameters bound.</summary>
internal static class Statement
{
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, SqlParameters parameters)
    {
        SqliteCommand command = connection.CreateCommand();
        command.CommandText = sql;
        parameters.BindTo(command);
        return command;
    }

    /// <summary>The same for a statement that takes rowids, as a JSON array in <c>$keys</c>.</summary>
    public static SqliteCommand Prepare(SqliteConnection connection, string sql, SqlParameters parameters, ReadOnlySpan<long> keys)
    {
        StringBuilder list = new("[");
        foreach (long key in keys)
        {
            if (list.Length > 1)
                list.Append(',');
            list.Append(CultureInfo.InvariantCulture, $"{key}");
        }

        SqliteCommand command = Prepare(connection, sql, parameters);
        command.Parameters.AddWithValue("$keys", list.Append(']').ToString());
        return command;
    }
}
