using System.Runtime.InteropServices;
using Microsoft.Data.Sqlite;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>A query's cursor as it is kept in the file: what was asked, and which rows were found.</summary>
/// <param name="Locator">Its name in <c>nextRecordsUrl</c>.</param>
/// <param name="UserId">Who asked. His session ends with the process, but not his cursor.</param>
/// <param name="Opened">When.</param>
/// <param name="Soql">The query.</param>
/// <param name="IncludeDeleted">Whether it was asked by <c>queryAll</c>.</param>
/// <param name="Path">Which relationships lead from the query's own records to those of the cursor, as places among their siblings, such as <c>0/1</c>; empty for its own.</param>
/// <param name="BatchSize">Rows on a page.</param>
/// <param name="UrlPrefix">What urls begin with.</param>
/// <param name="Keys">Rowids of the rows, in order.</param>
internal sealed record StoredCursor(
    string Locator, string UserId, string Opened, string Soql, bool IncludeDeleted, string Path, int BatchSize, string UrlPrefix, ReadOnlyMemory<long> Keys);

/// <summary>Open cursors, kept with the data: who has the first pages of a result fetches the others after a restart too.</summary>
internal static class CursorTable
{
    private const string Table = "\"emulator cursor\"";

    public static void Create(StoreConnection connection) => connection.Execute(
        $"CREATE TABLE IF NOT EXISTS {Table} (Locator TEXT PRIMARY KEY, UserId TEXT NOT NULL, Opened TEXT NOT NULL, Soql TEXT NOT NULL, " +
        "IncludeDeleted INTEGER NOT NULL, Path TEXT NOT NULL, BatchSize INTEGER NOT NULL, UrlPrefix TEXT NOT NULL, Keys BLOB NOT NULL)");

    public static void Add(StoreConnection connection, StoredCursor cursor) => connection.Execute(
        $"INSERT OR REPLACE INTO {Table} VALUES ($p0, $p1, $p2, $p3, $p4, $p5, $p6, $p7, $p8)",
        cursor.Locator, cursor.UserId, cursor.Opened, cursor.Soql, cursor.IncludeDeleted, cursor.Path, cursor.BatchSize, cursor.UrlPrefix,
        MemoryMarshal.AsBytes(cursor.Keys.Span).ToArray());

    public static StoredCursor? Find(StoreConnection connection, string locator)
    {
        StoredCursor? found = null;
        connection.Each($"SELECT * FROM {Table} WHERE Locator = $p0", [locator], reader => found = Read(reader));
        return found;
    }

    /// <summary>The locator handed out last, which is the highest.</summary>
    public static string? Last(StoreConnection connection) => (string?)connection.Scalar($"SELECT max(Locator) FROM {Table}");

    public static void Remove(StoreConnection connection, string locator) => connection.Execute($"DELETE FROM {Table} WHERE Locator = $p0", locator);

    public static void RemoveBefore(StoreConnection connection, string opened) => connection.Execute($"DELETE FROM {Table} WHERE Opened < $p0", opened);

    public static void Clear(StoreConnection connection) => connection.Execute($"DELETE FROM {Table}");

    private static StoredCursor Read(SqliteDataReader reader) => new(
        reader.GetString(0), reader.GetString(1), reader.GetString(2), reader.GetString(3), reader.GetInt64(4) != 0, reader.GetString(5), reader.GetInt32(6),
        reader.GetString(7), MemoryMarshal.Cast<byte, long>(reader.GetFieldValue<byte[]>(8)).ToArray());
}
