namespace SalesforceLinq.Saving.Planning;

/// <summary>Up to 200 records that are written by one collections request.</summary>
/// <param name="operation">How.</param>
/// <param name="upsertPath">Object and external id of an upsert.</param>
/// <param name="expected">How many records may come at most.</param>
internal sealed class SaveStep(SaveOperation operation, string? upsertPath, int expected)
{
    /// <summary>Most records of a collections request. Source: REST API Developer Guide, "sObject Collections".</summary>
    public const int MaxRecords = 200;

    /// <summary>Most runs of equal type in a collections request. Source: the same.</summary>
    public const int MaxRuns = 10;

    private readonly List<PendingWrite> _writes = new(Math.Min(expected, MaxRecords));
    private readonly HashSet<string> _guards = [];
    private int _runs;

    public SaveOperation Operation { get; } = operation;

    /// <summary>Object and external id of an upsert: <c>Contact/Key__c</c>.</summary>
    public string? UpsertPath { get; } = upsertPath;

    public IReadOnlyList<PendingWrite> Writes => _writes;

    /// <summary>Whether the step must travel outside a composite call, where text that looks like a reference stays text.</summary>
    public bool MustTravelAlone { get; private set; }

    /// <summary>Objects of which records must not have changed since they were read.</summary>
    public IReadOnlyCollection<string> Guards => _guards;

    /// <summary>The ids of its records; null for one that has none yet.</summary>
    /// <remarks>Entities lie far apart. Where nothing else is done in between, the processor waits for several of them at once.</remarks>
    public string?[] Ids()
    {
        string?[] ids = new string?[_writes.Count];
        for (int i = 0; i < ids.Length; i++)
            ids[i] = _writes[i].Tracked.Id;
        return ids;
    }

    public bool TryAdd(PendingWrite write)
    {
        bool newRun = _writes.Count == 0 || _writes[^1].ApiName != write.ApiName;
        if (_writes.Count == MaxRecords || (newRun && _runs == MaxRuns))
            return false;
        if (_writes.Count > 0 && write.LooksLikeReference != MustTravelAlone)
            return false;

        MustTravelAlone = write.LooksLikeReference;
        _runs += newRun ? 1 : 0;
        _writes.Add(write);
        if (write.Token is not null)
            _guards.Add(write.ApiName);
        return true;
    }
}
