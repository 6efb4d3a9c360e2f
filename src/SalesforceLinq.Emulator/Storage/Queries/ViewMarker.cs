using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Schema;
using SalesforceLinq.Emulator.Storage.Compilation;

namespace SalesforceLinq.Emulator.Storage.Queries;

/// <summary>Notes that the rows of a query were looked at: FOR VIEW and FOR REFERENCE.</summary>
/// <remarks>Source: SOQL and SOSL Reference, "FOR VIEW" and "FOR REFERENCE". A record that was viewed was referenced too; it was not changed.</remarks>
internal static class ViewMarker
{
    public static void Mark(SqliteConnection connection, CompiledRows rows, IReadOnlyList<string> purposes, string stamp)
    {
        ObjectSchema table = rows.Query.Root.Object;
        string[] fields = purposes.Contains("VIEW") ? ["LastViewedDate", "LastReferencedDate"] : ["LastReferencedDate"];
        string sets = string.Join(", ", fields.Where(field => table.FindField(field) is not null).Select(field => $"{SqlText.Quote(field)} = $stamp"));
        if (sets.Length == 0)
            return;
        using SqliteCommand command = Statement.Prepare(connection, $"UPDATE {SqlText.Quote(table.Name)} SET {sets} WHERE rowid IN ({rows.KeysSql})", rows.Parameters);
        command.Parameters.AddWithValue("$stamp", stamp);
        command.ExecuteNonQuery();
    }
}
