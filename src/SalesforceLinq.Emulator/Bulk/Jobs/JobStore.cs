using System.Globalization;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using SalesforceLinq.Emulator.Storage;

namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>Jobs and their batches, kept with the data: what was accepted survives a restart and is then worked on.</summary>
internal static class JobStore
{
    private const string JobColumns = "SELECT Id, Definition, State, Created, Modified, Error FROM \"emulator job\"";
    private const string BatchColumns = "SELECT Id, JobId, State, Message, Created, Modified, Processed, Failed, Milliseconds FROM \"emulator batch\"";

    public static void CreateTables(StoreConnection connection)
    {
        // Numbers are never used twice, not even after a reset: somebody may still hold the id of a job that is gone.
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS \"emulator job\" (Number INTEGER PRIMARY KEY AUTOINCREMENT, Id TEXT UNIQUE, Definition TEXT NOT NULL, State TEXT NOT NULL, " +
            "Created TEXT NOT NULL, Modified TEXT NOT NULL, Error TEXT)");
        connection.Execute(
            "CREATE TABLE IF NOT EXISTS \"emulator batch\" (Number INTEGER PRIMARY KEY AUTOINCREMENT, Id TEXT UNIQUE, JobId TEXT NOT NULL, State TEXT NOT NULL, Message TEXT, " +
            "Created TEXT NOT NULL, Modified TEXT NOT NULL, Processed INTEGER NOT NULL DEFAULT 0, Failed INTEGER NOT NULL DEFAULT 0, Milliseconds INTEGER NOT NULL DEFAULT 0)");
        connection.Execute("CREATE INDEX IF NOT EXISTS \"emulator batch of job\" ON \"emulator batch\" (JobId)");
        BatchData.CreateTable(connection);
    }

    /// <summary>Forgets all jobs.</summary>
    public static void Clear(StoreConnection connection)
    {
        connection.Execute("DELETE FROM \"emulator job\"");
        connection.Execute("DELETE FROM \"emulator batch\"");
        BatchData.Clear(connection);
    }

    public static BulkJob Add(StoreConnection connection, JobDefinition definition, string state, DateTimeOffset now)
    {
        long number = (long)connection.Scalar(
            "INSERT INTO \"emulator job\" (Definition, State, Created, Modified) VALUES ($p0, $p1, $p2, $p2) RETURNING Number",
            JsonSerializer.Serialize(definition), state, Stamp(now))!;
        string id = IdSequence.Make("750", number);
        connection.Execute("UPDATE \"emulator job\" SET Id = $p0 WHERE Number = $p1", id, number);
        return new BulkJob(id, definition, state, now, now, Error: null);
    }

    public static BulkJob? Find(StoreConnection connection, string id) => Jobs(connection, " WHERE Id = $p0", id).FirstOrDefault();

    /// <summary>All jobs, the latest first.</summary>
    public static List<BulkJob> All(StoreConnection connection) => Jobs(connection, " ORDER BY Number DESC");

    public static void SetState(StoreConnection connection, string id, string state, DateTimeOffset now, string? error = null) =>
        connection.Execute("UPDATE \"emulator job\" SET State = $p0, Modified = $p1, Error = $p2 WHERE Id = $p3", state, Stamp(now), error, id);

    public static void Remove(StoreConnection connection, string id)
    {
        foreach (BulkBatch batch in BatchesOf(connection, id))
            RemoveBatch(connection, batch.Id);
        connection.Execute("DELETE FROM \"emulator job\" WHERE Id = $p0", id);
    }

    public static void RemoveBatch(StoreConnection connection, string id)
    {
        BatchData.Remove(connection, id);
        connection.Execute("DELETE FROM \"emulator batch\" WHERE Id = $p0", id);
    }

    /// <summary>Forgets the jobs made before a moment.</summary>
    public static void RemoveBefore(StoreConnection connection, DateTimeOffset moment)
    {
        foreach (string id in connection.Texts("SELECT Id FROM \"emulator job\" WHERE Created < $p0", Stamp(moment)))
            Remove(connection, id);
    }

    public static BulkBatch AddBatch(StoreConnection connection, string jobId, string state, DateTimeOffset now)
    {
        long number = (long)connection.Scalar(
            "INSERT INTO \"emulator batch\" (JobId, State, Created, Modified) VALUES ($p0, $p1, $p2, $p2) RETURNING Number", jobId, state, Stamp(now))!;
        string id = IdSequence.Make("751", number);
        connection.Execute("UPDATE \"emulator batch\" SET Id = $p0 WHERE Number = $p1", id, number);
        return new BulkBatch(id, jobId, state, Message: null, now, now, 0, 0, 0);
    }

    public static BulkBatch? FindBatch(StoreConnection connection, string id) => Batches(connection, " WHERE Id = $p0", id).FirstOrDefault();

    public static List<BulkBatch> BatchesOf(StoreConnection connection, string jobId) => Batches(connection, " WHERE JobId = $p0 ORDER BY Number", jobId);

    /// <summary>Batches there is still work on, the oldest first.</summary>
    public static List<BulkBatch> Unfinished(StoreConnection connection) =>
        Batches(connection, " WHERE State IN ('Queued', 'InProgress') ORDER BY Number");

    public static void SetBatch(StoreConnection connection, BulkBatch batch) => connection.Execute(
        "UPDATE \"emulator batch\" SET State = $p0, Message = $p1, Modified = $p2, Processed = $p3, Failed = $p4, Milliseconds = $p5 WHERE Id = $p6",
        batch.State, batch.Message, Stamp(batch.Modified), batch.Processed, batch.Failed, batch.Milliseconds, batch.Id);

    private static List<BulkJob> Jobs(StoreConnection connection, string rest, params ReadOnlySpan<object?> values)
    {
        List<BulkJob> jobs = [];
        connection.Each(JobColumns + rest, values, reader => jobs.Add(new BulkJob(
            reader.GetString(0), JsonSerializer.Deserialize<JobDefinition>(reader.GetString(1))!, reader.GetString(2), Moment(reader, 3), Moment(reader, 4), Text(reader, 5))));
        return jobs;
    }

    private static List<BulkBatch> Batches(StoreConnection connection, string rest, params ReadOnlySpan<object?> values)
    {
        List<BulkBatch> batches = [];
        connection.Each(BatchColumns + rest, values, reader => batches.Add(new BulkBatch(
            reader.GetString(0), reader.GetString(1), reader.GetString(2), Text(reader, 3), Moment(reader, 4), Moment(reader, 5), reader.GetInt32(6), reader.GetInt32(7), reader.GetInt32(8))));
        return batches;
    }

    private static string? Text(SqliteDataReader reader, int ordinal) => reader.IsDBNull(ordinal) ? null : reader.GetString(ordinal);

    private static string Stamp(DateTimeOffset moment) => moment.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    private static DateTimeOffset Moment(SqliteDataReader reader, int ordinal) => DateTimeOffset.Parse(reader.GetString(ordinal), CultureInfo.InvariantCulture);
}
