using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>The schema a database was last opened with, kept in it; brings the tables to the schema of now where no record would suffer.</summary>
/// <remarks>
/// Objects and fields that are new are added. Those that are gone stay in the file, unseen, and are there again with the schema that has them.
/// A field whose values would be stored in another form, or an object whose ids would begin otherwise, is refused as long as there are records.
/// </remarks>
internal sealed class StoredSchema(OrgSchema schema, StoreConnection connection)
{
    public const string ObjectTable = "\"emulator object\"";
    public const string ColumnTable = "\"emulator column\"";

    /// <exception cref="IOException">The records of the file do not fit the schema.</exception>
    public void Adapt()
    {
        connection.Execute($"CREATE TABLE IF NOT EXISTS {ObjectTable} (Name TEXT PRIMARY KEY COLLATE NOCASE, KeyPrefix TEXT NOT NULL)");
        connection.Execute($"CREATE TABLE IF NOT EXISTS {ColumnTable} (Object TEXT COLLATE NOCASE, Field TEXT COLLATE NOCASE, Definition TEXT NOT NULL, PRIMARY KEY (Object, Field))");
        foreach ((string name, string prefix) in Pairs($"SELECT Name, KeyPrefix FROM {ObjectTable}"))
            CheckPrefix(name, prefix);
        foreach (ObjectSchema table in schema.Objects)
            AdaptColumns(table);
    }

    /// <summary>Keeps the schema of now. To be called when the tables have it.</summary>
    public void Keep()
    {
        foreach (ObjectSchema table in schema.Objects)
        {
            connection.Execute($"INSERT OR REPLACE INTO {ObjectTable} VALUES ($p0, $p1)", table.Name, table.KeyPrefix);
            foreach (FieldSchema field in table.Fields.Where(field => field.Stored))
                connection.Execute($"INSERT OR REPLACE INTO {ColumnTable} VALUES ($p0, $p1, $p2)", table.Name, field.Name, TableCreator.ColumnType(field));
        }
    }

    private void CheckPrefix(string name, string prefix)
    {
        ObjectSchema? known = schema.Find(name);
        if (known is not null && known.KeyPrefix != prefix && HasRecords(name))
        {
            throw new IOException(
                $"The ids of '{name}' begin with {prefix} in the database file and with {known.KeyPrefix} in this schema. " +
                "Key prefixes are given in the order custom objects are added: add new ones after the old ones, or start with a new file.");
        }
        if (known is null && schema.FindByKeyPrefix(prefix) is { } other && HasRecords(name))
        {
            throw new IOException(
                $"The database file has records of '{name}', which this schema lacks, and their ids begin with {prefix}, as those of '{other.Name}' would. " +
                $"Add '{name}' to the schema where it was, or start with a new file.");
        }
    }

    private void AdaptColumns(ObjectSchema table)
    {
        Dictionary<string, string> stored = new(Pairs($"SELECT Field, Definition FROM {ColumnTable} WHERE Object = $p0", table.Name)
            .Select(pair => KeyValuePair.Create(pair.First, pair.Second)), StringComparer.OrdinalIgnoreCase);
        foreach (FieldSchema field in table.Fields.Where(field => field.Stored))
        {
            if (stored.TryGetValue(field.Name, out string? before) && before != TableCreator.ColumnType(field))
                Change(table, field, before);
        }
    }

    private void Change(ObjectSchema table, FieldSchema field, string before)
    {
        string column = RecordTable.Quoted(field.Name);
        string name = RecordTable.Quoted(table.Name);
        string now = TableCreator.ColumnType(field);
        bool fits = Affinity(before) == Affinity(now) || (Affinity(before) == "INTEGER" && Affinity(now) == "REAL");
        if (!fits && connection.Scalar($"SELECT 1 FROM {name} WHERE {column} IS NOT NULL LIMIT 1") is not null)
        {
            throw new IOException(
                $"'{table.Name}.{field.Name}' is stored as {Affinity(before)} in the database file, and has values; as {field.Type} in this schema it is {Affinity(now)}. " +
                "Give the field its old type, name the new one otherwise, or start with a new file.");
        }
        // SQLite changes no column in place. What hangs on the old one goes with it and is made anew.
        foreach ((string kind, string hanging) in Pairs("SELECT type, name FROM sqlite_master WHERE tbl_name = $p0 COLLATE NOCASE AND type IN ('index', 'trigger') AND sql IS NOT NULL", table.Name))
            connection.Execute($"DROP {kind} {RecordTable.Quoted(hanging)}");
        // The full-text index of an object, which the first search makes.
        foreach ((string _, string hanging) in Pairs("SELECT type, name FROM sqlite_master WHERE name IN ($p0 || '.words', $p0 || '.search')", table.Name))
            connection.Execute($"DROP TABLE {RecordTable.Quoted(hanging)}");
        connection.Execute($"ALTER TABLE {name} RENAME COLUMN {column} TO \"emulator old\"");
        connection.Execute($"ALTER TABLE {name} ADD COLUMN {column} {now}");
        connection.Execute($"UPDATE {name} SET {column} = \"emulator old\" WHERE \"emulator old\" IS NOT NULL");
        connection.Execute($"ALTER TABLE {name} DROP COLUMN \"emulator old\"");
    }

    private static string Affinity(string definition) => definition.Split(' ')[0];

    private bool HasRecords(string table) => connection.Scalar($"SELECT 1 FROM {RecordTable.Quoted(table)} LIMIT 1") is not null;

    private List<(string First, string Second)> Pairs(string sql, params ReadOnlySpan<object?> values)
    {
        List<(string, string)> pairs = [];
        connection.Each(sql, values, reader => pairs.Add((reader.GetString(0), reader.GetString(1))));
        return pairs;
    }
}
