using Microsoft.Extensions.Logging;

namespace SalesforceLinq.Diagnostics;

/// <summary>What contexts write to logs. The values of queries stand there as <c>?</c>, unless the options say otherwise; values of fields never do.</summary>
internal static partial class ContextLog
{
    /// <summary>Category of queries.</summary>
    public const string Queries = "SalesforceLinq.Queries";

    /// <summary>Category of saves.</summary>
    public const string Saving = "SalesforceLinq.Saving";

    [LoggerMessage(200, LogLevel.Debug, "Executing query: {Soql}")]
    public static partial void Executing(ILogger logger, string soql);

    [LoggerMessage(201, LogLevel.Information, "Executed query ({Rows} rows, {Elapsed} ms): {Soql}")]
    public static partial void Executed(ILogger logger, long rows, double elapsed, string soql);

    [LoggerMessage(202, LogLevel.Error, "Query failed ({Reason}) after {Rows} rows, {Elapsed} ms: {Soql}")]
    public static partial void QueryFailed(ILogger logger, string reason, long rows, double elapsed, string soql);

    [LoggerMessage(210, LogLevel.Information, "Saved {Records} records in {ApiCalls} API calls ({Elapsed} ms).")]
    public static partial void Saved(ILogger logger, int records, int apiCalls, double elapsed);

    [LoggerMessage(211, LogLevel.Error, "A save failed ({Reason}) after {Records} records had been saved in {ApiCalls} API calls ({Elapsed} ms).")]
    public static partial void SaveFailed(ILogger logger, string reason, int records, int apiCalls, double elapsed);
}
