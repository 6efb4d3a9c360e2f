using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Searching;

/// <summary>
/// The full-text index of an object: an FTS5 table over its text fields. It is made by the first search of the object and
/// kept by triggers from then on, so that an org nobody searches pays nothing for it.
/// </summary>
internal static class SearchIndex
{
    public static string NameOf(ObjectSchema table) => $"{table.Name}.search";

    public static string VocabularyOf(ObjectSchema table) => $"{table.Name}.words";

    /// <summary>Fields whose text is found.</summary>
    public static IReadOnlyList<FieldSchema> Fields(ObjectSchema table) =>
        [.. table.Fields.Where(field => field.Stored && field.IsText && field.Type is not (FieldType.EncryptedString or FieldType.AnyType))];

    /// <summary>Whether a connection finds the index of an object, over the fields the object has now.</summary>
    public static bool Exists(SqliteConnection connection, ObjectSchema table)
    {
        using SqliteCommand command = connection.CreateCommand();
        command.CommandText = "SELECT group_concat(name, ',') FROM (SELECT name FROM pragma_table_info($index) ORDER BY cid)";
        command.Parameters.AddWithValue("$index", NameOf(table));
        return command.ExecuteScalar() as string == string.Join(',', Fields(table).Select(field => field.Name));
    }

    /// <summary>Makes the index if it is not there; one over other fields, from a file of an older schema, is made anew. Writes.</summary>
    public static void Create(SqliteConnection connection, ObjectSchema table)
    {
        if (Exists(connection, table))
            return;
        string name = SqlText.Quote(NameOf(table));
        string source = SqlText.Quote(table.Name);
        IReadOnlyList<FieldSchema> fields = Fields(table);
        string columns = string.Join(',', fields.Select(field => SqlText.Quote(field.Name)));
        string Values(string row) => string.Join(',', fields.Select(field => $"{row}.{SqlText.Quote(field.Name)}"));
        string added = $"INSERT INTO {name}(rowid,{columns}) VALUES (new.rowid,{Values("new")});";
        string removed = $"INSERT INTO {name}({name},rowid,{columns}) VALUES ('delete',old.rowid,{Values("old")});";

        using SqliteCommand command = connection.CreateCommand();
        command.CommandText =
            $"DROP TRIGGER IF EXISTS {Trigger(table, "added")};DROP TRIGGER IF EXISTS {Trigger(table, "removed")};DROP TRIGGER IF EXISTS {Trigger(table, "changed")};" +
            $"DROP TABLE IF EXISTS {SqlText.Quote(VocabularyOf(table))};DROP TABLE IF EXISTS {name};" +
            $"CREATE VIRTUAL TABLE {name} USING fts5({columns}, content={source}, content_rowid='rowid', tokenize='unicode61 remove_diacritics 0');" +
            $"INSERT INTO {name}({name}) VALUES ('rebuild');" +
            $"CREATE TRIGGER {Trigger(table, "added")} AFTER INSERT ON {source} BEGIN {added} END;" +
            $"CREATE TRIGGER {Trigger(table, "removed")} AFTER DELETE ON {source} BEGIN {removed} END;" +
            $"CREATE TRIGGER {Trigger(table, "changed")} AFTER UPDATE ON {source} BEGIN {removed}{added} END;" +
            $"CREATE VIRTUAL TABLE {SqlText.Quote(VocabularyOf(table))} USING fts5vocab({name}, row);";
        command.ExecuteNonQuery();
    }

    private static string Trigger(ObjectSchema table, string kind) => SqlText.Quote($"{table.Name}.search.{kind}");
}
