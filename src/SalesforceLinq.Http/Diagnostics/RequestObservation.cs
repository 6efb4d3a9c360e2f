using System.Diagnostics;
using System.Globalization;
using System.Net;
using Microsoft.Extensions.Logging;

namespace SalesforceLinq.Http.Diagnostics;

/// <summary>One request as it is seen from outside: its span, its lines in the log, its numbers.</summary>
internal sealed class RequestObservation(string method, string path, string resource, Activity? span, ILogger logger, TimeProvider time)
{
    private readonly string _request = $"{method} {path}";
    private readonly long _start = time.GetTimestamp();
    private string? _server;
    private int _sent;

    /// <summary>The request leaves for the org.</summary>
    public void Sending(Uri instance)
    {
        _sent++;
        _server = instance.Host;
        ClientMeter.Request(Tags());
        if (span is not { IsAllDataRequested: true })
            return;
        span.SetTag(Conventions.Method, method);
        span.SetTag(Conventions.Server, instance.Host);
        span.SetTag(Conventions.Port, instance.Port);
        span.SetTag(Conventions.Url, instance.GetLeftPart(UriPartial.Authority) + path);
        span.SetTag(Conventions.Resource, resource);
    }

    /// <summary>An attempt failed, and another follows.</summary>
    public void Repeating(Exception? failure, TimeSpan delay)
    {
        string reason = ReasonOf(failure);
        ClientMeter.Retry(Tags(reason));
        ClientLog.Repeated(logger, _request, reason, delay.TotalMilliseconds, _sent);
        span?.AddEvent(new ActivityEvent("retry", tags: new ActivityTagsCollection { [Conventions.Error] = reason }));
    }

    /// <summary>The answer has come.</summary>
    public void Answered(HttpStatusCode status)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        TagList tags = Tags();
        tags.Add(Conventions.Status, (int)status);
        ClientMeter.Done(elapsed, tags);
        ClientLog.Answered(logger, _request, (int)status, elapsed.TotalMilliseconds, _sent);
        Close(status);
    }

    /// <summary>The request failed for good.</summary>
    public void Failed(Exception failure)
    {
        TimeSpan elapsed = time.GetElapsedTime(_start);
        string reason = ReasonOf(failure);
        ClientMeter.Done(elapsed, Tags(reason));
        // Who cancels knows of it.
        if (failure is not OperationCanceledException)
            ClientLog.Failed(logger, _request, reason, elapsed.TotalMilliseconds, _sent);
        span?.SetTag(Conventions.Error, reason);
        span?.SetStatus(ActivityStatusCode.Error);
        Close((failure as SalesforceApiException)?.StatusCode ?? (failure as SalesforceTransportException)?.StatusCode);
    }

    private void Close(HttpStatusCode? status)
    {
        if (span is null)
            return;
        if (status is { } known)
            span.SetTag(Conventions.Status, (int)known);
        if (_sent > 1)
            span.SetTag(Conventions.ResendCount, _sent - 1);
        span.Dispose();
    }

    private TagList Tags(string? reason = null)
    {
        TagList tags = default;
        tags.Add(Conventions.Method, method);
        tags.Add(Conventions.Resource, resource);
        if (_server is not null)
            tags.Add(Conventions.Server, _server);
        if (reason is not null)
            tags.Add(Conventions.Error, reason);
        return tags;
    }

    // A code, never a message: messages of Salesforce quote the values they complain of.
    private static string ReasonOf(Exception? failure) => failure switch
    {
        SalesforceApiException { ErrorCode.Length: > 0 } refused => refused.ErrorCode,
        SalesforceApiException refused => ((int)refused.StatusCode).ToString(CultureInfo.InvariantCulture),
        SalesforceTransportException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        { } other => other.GetType().FullName!,
        null => "none",
    };
}
