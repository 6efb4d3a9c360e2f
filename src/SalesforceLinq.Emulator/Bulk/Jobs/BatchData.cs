using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>What a batch was sent, and what came of it.</summary>
internal enum BatchPart
{
    Request,

    /// <summary>Rows that were saved (Bulk API 2.0), or the results of all rows (before it), or the rows of a query.</summary>
    Results,

    /// <summary>Rows that failed (Bulk API 2.0).</summary>
    Failures,
}

/// <summary>The texts of batches, in pieces, so that none of them is ever held whole.</summary>
internal static class BatchData
{
    public static void CreateTable(StoreConnection connection) => connection.Execute(
        "CREATE TABLE IF NOT EXISTS \"emulator batch data\" (BatchId TEXT NOT NULL, Part INTEGER NOT NULL, Place INTEGER NOT NULL, Rows INTEGER NOT NULL, Bytes BLOB NOT NULL, " +
        "PRIMARY KEY (BatchId, Part, Place))");

    public static void Clear(StoreConnection connection) => connection.Execute("DELETE FROM \"emulator batch data\"");

    public static void Remove(StoreConnection connection, string batchId) => connection.Execute("DELETE FROM \"emulator batch data\" WHERE BatchId = $p0", batchId);

    public static void Remove(StoreConnection connection, string batchId, BatchPart part) =>
        connection.Execute("DELETE FROM \"emulator batch data\" WHERE BatchId = $p0 AND Part = $p1", batchId, (long)part);

    /// <summary>Adds a piece behind the last one.</summary>
    /// <param name="connection">The writer.</param>
    /// <param name="batchId">The batch.</param>
    /// <param name="part">Which of its texts.</param>
    /// <param name="rows">Records that end in the piece; 0 where nobody will ask.</param>
    /// <param name="bytes">The piece.</param>
    public static void Append(StoreConnection connection, string batchId, BatchPart part, int rows, byte[] bytes) => connection.Execute(
        "INSERT INTO \"emulator batch data\" (BatchId, Part, Place, Rows, Bytes) VALUES ($p0, $p1, " +
        "(SELECT coalesce(max(Place) + 1, 0) FROM \"emulator batch data\" WHERE BatchId = $p0 AND Part = $p1), $p2, $p3)",
        batchId, (long)part, (long)rows, bytes);

    /// <summary>A piece by its place; <see langword="null"/> behind the last one.</summary>
    public static byte[]? Piece(StoreConnection connection, string batchId, BatchPart part, int place) =>
        (byte[]?)connection.Scalar("SELECT Bytes FROM \"emulator batch data\" WHERE BatchId = $p0 AND Part = $p1 AND Place = $p2", batchId, (long)part, (long)place);

    public static bool Exists(StoreConnection connection, string batchId, BatchPart part) =>
        connection.Scalar("SELECT 1 FROM \"emulator batch data\" WHERE BatchId = $p0 AND Part = $p1 LIMIT 1", batchId, (long)part) is not null;

    /// <summary>The pieces with their rows: place of the piece, and how many rows stand before it.</summary>
    public static List<(int Place, int Before, int Rows)> Index(StoreConnection connection, string batchId, BatchPart part)
    {
        List<(int Place, int Before, int Rows)> pieces = [];
        int before = 0;
        connection.Each(
            "SELECT Place, Rows FROM \"emulator batch data\" WHERE BatchId = $p0 AND Part = $p1 ORDER BY Place", [batchId, (long)part], reader =>
            {
                pieces.Add((reader.GetInt32(0), before, reader.GetInt32(1)));
                before += reader.GetInt32(1);
            });
        return pieces;
    }
}
