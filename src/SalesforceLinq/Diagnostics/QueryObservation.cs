using System.Diagnostics;
using Microsoft.Extensions.Logging;
using SalesforceLinq.Http;

namespace SalesforceLinq.Diagnostics;

/// <summary>One query as it is seen from outside: its span, its line in the log, its numbers.</summary>
internal sealed class QueryObservation : IDisposable
{
    private readonly string _sobject;
    private readonly string _soql;
    private readonly SalesforceClient _client;
    private readonly Activity? _span;
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private readonly long _start;
    private long _rows;
    private Exception? _failure;

    public QueryObservation(string sobject, string soql, SalesforceClient client, Activity? span, ILogger logger, TimeProvider time)
    {
        (_sobject, _soql, _client, _span, _logger, _time) = (sobject, soql, client, span, logger, time);
        _start = time.GetTimestamp();
        ContextLog.Executing(logger, soql);
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag(Conventions.System, Conventions.Salesforce);
        span.SetTag(Conventions.Collection, sobject);
        span.SetTag(Conventions.Operation, "SELECT");
        span.SetTag(Conventions.Summary, $"SELECT {sobject}");
        span.SetTag(Conventions.Text, soql);
    }

    /// <summary>Goes on to the next rows, and sees whether there are some or what is in the way of them.</summary>
    public ValueTask<bool> NextAsync(IAsyncEnumerator<List<object?>> rows)
    {
        // A stream runs in the context of whoever asks for its next element: its requests would else not belong to the query.
        if (_span is not null)
            Activity.Current = _span;
        try
        {
            ValueTask<bool> next = rows.MoveNextAsync();
            return next.IsCompletedSuccessfully ? new(Seen(next.Result, rows)) : SeenAsync(next, rows);
        }
        catch (Exception failure)
        {
            _failure = failure;
            throw;
        }
    }

    /// <summary>The query has ended: all rows were handed out, or the caller has left, or it failed.</summary>
    public void Dispose()
    {
        TimeSpan elapsed = _time.GetElapsedTime(_start);
        TagList tags = default;
        tags.Add(Conventions.System, Conventions.Salesforce);
        tags.Add(Conventions.Collection, _sobject);
        tags.Add(Conventions.Operation, "SELECT");
        if (_client.InstanceUrl is { } server)
        {
            tags.Add(Conventions.Server, server.Host);
            _span?.SetTag(Conventions.Server, server.Host);
        }

        if (_failure is not null)
        {
            string reason = FailureCode.Of(_failure);
            tags.Add(Conventions.Error, reason);
            _span?.SetTag(Conventions.Error, reason);
            _span?.SetStatus(ActivityStatusCode.Error);
            if (_failure is not OperationCanceledException)
                ContextLog.QueryFailed(_logger, reason, _rows, elapsed.TotalMilliseconds, _soql);
        }
        else
        {
            ContextLog.Executed(_logger, _rows, elapsed.TotalMilliseconds, _soql);
        }

        ContextMeter.Query(elapsed, _rows, tags);
        _span?.SetTag(Conventions.Rows, _rows);
        _span?.Dispose();
    }

    private async ValueTask<bool> SeenAsync(ValueTask<bool> next, IAsyncEnumerator<List<object?>> rows)
    {
        try
        {
            return Seen(await next.ConfigureAwait(false), rows);
        }
        catch (Exception failure)
        {
            _failure = failure;
            throw;
        }
    }

    private bool Seen(bool areRows, IAsyncEnumerator<List<object?>> rows)
    {
        if (areRows)
            _rows += rows.Current.Count;
        return areRows;
    }
}
