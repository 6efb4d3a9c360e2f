namespace SalesforceLinq.Tracking;

/// <summary>Reads records for the entries of a tracker. The context is the one source; tracking knows it by this and by nothing else.</summary>
internal interface IRecordSource
{
    /// <summary>A query over all records of a class.</summary>
    IQueryable Query(Type entityType);

    /// <summary>The same query with fields besides, which no property stands for.</summary>
    IQueryable WithFields(IQueryable query, string[] apiNames);

    /// <summary>Reads what a query yields, tracked or not.</summary>
    Task<IReadOnlyList<object>> ReadAsync(IQueryable query, bool tracking, CancellationToken cancellationToken);
}
