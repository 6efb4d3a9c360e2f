namespace SalesforceLinq.Querying.Vocabulary;

/// <summary>What an operator marked by <see cref="QueryMarkerAttribute"/> asks for.</summary>
internal enum QueryMarker
{
    AsNoTracking,
    AsTracking,
    IncludeDeleted,
    UsingScope,
    ForView,
    ForReference,
    WithBatchSize,
    Include,
    ThenInclude,
    NullsFirst,
    NullsLast,
    Rollup,
    Cube,
    WithFields,
}
