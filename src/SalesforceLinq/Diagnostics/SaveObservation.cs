using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SalesforceLinq.Http;

namespace SalesforceLinq.Diagnostics;

/// <summary>One save as it is seen from outside: its span, its line in the log, its numbers.</summary>
internal sealed class SaveObservation(SalesforceClient client, Activity? span, ILogger logger, TimeProvider time)
{
    private readonly long _start = time.GetTimestamp();

    /// <summary>Everything was saved.</summary>
    public void Saved(int records, int apiCalls)
    {
        TimeSpan elapsed = Close(records, apiCalls, reason: null);
        // A save with nothing to do is no news.
        if (records > 0)
            ContextLog.Saved(logger, records, apiCalls, elapsed.TotalMilliseconds);
    }

    /// <summary>Something was not saved.</summary>
    /// <param name="failure">What is in the way.</param>
    /// <param name="errorCode">Code of the first record that was refused; null where it is something else.</param>
    /// <param name="records">Records saved all the same.</param>
    /// <param name="apiCalls">API calls made.</param>
    public void Failed(Exception failure, string? errorCode, int records, int apiCalls)
    {
        string reason = errorCode ?? FailureCode.Of(failure);
        TimeSpan elapsed = Close(records, apiCalls, reason);
        // Who cancels knows of it.
        if (failure is not OperationCanceledException)
            ContextLog.SaveFailed(logger, reason, records, apiCalls, elapsed.TotalMilliseconds);
    }

    private TimeSpan Close(int records, int apiCalls, string? reason)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        TagList tags = default;
        tags.Add(Conventions.System, Conventions.Salesforce);
        tags.Add(Conventions.Operation, "SaveChanges");
        if (client.InstanceUrl is { } server)
            tags.Add(Conventions.Server, server.Host);
        if (reason is not null)
            tags.Add(Conventions.Error, reason);
        ContextMeter.Save(elapsed, records, apiCalls, tags);
        if (span is null)
            return elapsed;
        foreach (KeyValuePair<string, object?> tag in tags)
            span.SetTag(tag.Key, tag.Value);
        span.SetTag(Conventions.BatchSize, records);
        span.SetTag(Conventions.ApiCalls, apiCalls);
        if (reason is not null)
            span.SetStatus(ActivityStatusCode.Error);
        span.Dispose();
        return elapsed;
    }
}
