using Microsoft.Extensions.Logging;

namespace SalesforceLinq.Http.Diagnostics;

/// <summary>What the client writes to logs: methods, paths, statuses and error codes. Never a token, a body, or an error's text, which may quote a value.</summary>
internal static partial class ClientLog
{
    /// <summary>Category of requests and their repeats.</summary>
    public const string Requests = "SalesforceLinq.Http.Requests";

    /// <summary>Category of sessions.</summary>
    public const string Sessions = "SalesforceLinq.Http.Sessions";

    [LoggerMessage(100, LogLevel.Debug, "{Request} answered {StatusCode} in {Elapsed} ms, attempt {Attempts}.")]
    public static partial void Answered(ILogger logger, string request, int statusCode, double elapsed, int attempts);

    [LoggerMessage(101, LogLevel.Warning, "{Request} failed in passing ({Reason}). It is sent again in {Delay} ms; attempt {Attempts} was in vain.")]
    public static partial void Repeated(ILogger logger, string request, string reason, double delay, int attempts);

    [LoggerMessage(102, LogLevel.Warning, "{Request} failed ({Reason}) in {Elapsed} ms, attempt {Attempts}.")]
    public static partial void Failed(ILogger logger, string request, string reason, double elapsed, int attempts);

    [LoggerMessage(110, LogLevel.Information, "A session at {Instance} begins.")]
    public static partial void SessionBegan(ILogger logger, string instance);

    [LoggerMessage(111, LogLevel.Information, "The session at {Instance} has ended; signing in again.")]
    public static partial void SessionEnded(ILogger logger, string instance);
}
