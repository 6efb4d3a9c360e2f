namespace SalesforceLinq.Emulator.Bulk.Jobs;

/// <summary>Which of the three bulk interfaces a job was made through.</summary>
internal enum JobKind
{
    /// <summary>Bulk API 2.0, <c>/jobs/ingest</c>.</summary>
    Ingest,

    /// <summary>Bulk API 2.0, <c>/jobs/query</c>.</summary>
    Query,

    /// <summary>The Bulk API before it, <c>/services/async</c>: batches the client makes itself.</summary>
    Classic,
}

/// <summary>What a job is to do: said when it is made, and never changed.</summary>
internal sealed record JobDefinition
{
    public required JobKind Kind { get; init; }

    /// <summary><c>insert</c>, <c>update</c>, <c>upsert</c>, <c>delete</c>, <c>hardDelete</c>, <c>query</c> or <c>queryAll</c>.</summary>
    public required string Operation { get; init; }

    public required string ObjectName { get; init; }

    public string? ExternalIdField { get; init; }

    /// <summary>The SOQL of a query job.</summary>
    public string? Query { get; init; }

    /// <summary><c>CSV</c>, <c>JSON</c> or <c>XML</c>.</summary>
    public string ContentType { get; init; } = "CSV";

    public string ColumnDelimiter { get; init; } = "COMMA";

    public string LineEnding { get; init; } = "LF";

    public string ConcurrencyMode { get; init; } = "Parallel";

    public string? AssignmentRuleId { get; init; }

    public decimal ApiVersion { get; init; }

    public required string CreatedById { get; init; }

    public bool IsQuery => Operation is "query" or "queryAll";
}
