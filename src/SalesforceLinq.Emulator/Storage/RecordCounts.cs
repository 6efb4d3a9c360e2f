using System.Collections.Frozen;
using SalesforceLinq.Emulator.Schema;

namespace SalesforceLinq.Emulator.Storage;

/// <summary>How many records the objects have: counted anew only when something was committed since the last time.</summary>
internal sealed class RecordCounts(Database database)
{
    private volatile Counted? _last;

    /// <summary>Records of each object that are not in the recycle bin.</summary>
    public FrozenDictionary<string, long> Live(StoreConnection connection)
    {
        // Read before the rows are: what is committed meanwhile may be counted already, and is counted again the next time.
        long commits = database.Commits;
        if (_last is { } last && last.Commits == commits)
            return last.Live;
        var live = database.Tables.Schema.Objects.ToFrozenDictionary(schema => schema.Name, schema => Count(connection, schema), StringComparer.OrdinalIgnoreCase);
        _last = new Counted(commits, live);
        return live;
    }

    // All rows are counted by their smallest index, and the deleted ones by one that holds nothing else: neither reads the records.
    private static long Count(StoreConnection connection, ObjectSchema schema)
    {
        string table = RecordTable.Quoted(schema.Name);
        return (long)connection.Scalar($"SELECT count(*) FROM {table}")! - (long)connection.Scalar($"SELECT count(*) FROM {table} WHERE \"IsDeleted\" = 1")!;
    }

    private sealed record Counted(long Commits, FrozenDictionary<string, long> Live);
}
