namespace SalesforceLinq.Querying.Materialization;

/// <summary>What reading the rows of one query needs beside the rows.</summary>
/// <param name="tracker">Takes the entities in; null for a query that does not track.</param>
internal sealed class RowSession(ChangeTracker? tracker)
{
    public ChangeTracker? Tracker { get; } = tracker;

    /// <summary>Lists of children that go on, on pages of their own, which are read before the row is handed out.</summary>
    public List<OpenChildList> OpenLists { get; } = [];
}

/// <summary>A list of children whose first page came with its parent.</summary>
/// <param name="NextRecordsUrl">Where it goes on.</param>
/// <param name="Children">Reads the children.</param>
/// <param name="Add">Takes one child in.</param>
internal sealed record OpenChildList(string NextRecordsUrl, RowReader Children, Action<object?> Add);
