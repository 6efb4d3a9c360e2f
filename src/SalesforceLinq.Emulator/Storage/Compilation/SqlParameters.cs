using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SalesforceLinq.Emulator.Storage.Compilation;

/// <summary>The values of a compiled query: text of users reaches SQLite only as parameters.</summary>
internal sealed class SqlParameters
{
    private readonly List<object> _values = [];

    /// <summary>Adds a value and answers how SQL names it.</summary>
    public string Add(object value)
    {
        _values.Add(value);
        return Name(_values.Count - 1);
    }

    public void BindTo(SqliteCommand command)
    {
        for (int i = 0; i < _values.Count; i++)
            command.Parameters.AddWithValue(Name(i), _values[i]);
    }

    private static string Name(int index) => string.Create(CultureInfo.InvariantCulture, $"$p{index}");
}
