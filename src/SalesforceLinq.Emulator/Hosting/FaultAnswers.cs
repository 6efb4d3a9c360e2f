using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>The answers of requests that go wrong before anything is done.</summary>
internal static class FaultAnswers
{
    public static Answer? Of(Fault? fault) => fault?.Kind switch
    {
        FaultKind.ServiceUnavailable => With(Answer.Error(503, "SERVER_UNAVAILABLE", "Server unavailable, please try again"), "Retry-After", "1"),
        FaultKind.TooManyRequests => With(Answer.Error(429, "REQUEST_LIMIT_EXCEEDED", "Too many requests, please try again later"), "Retry-After", "1"),
        FaultKind.ConcurrentRequestLimit => Answer.Error(403, "REQUEST_LIMIT_EXCEEDED", "ConcurrentRequests (Concurrent API Requests) Limit exceeded."),
        FaultKind.DailyRequestLimit => DailyLimit(),
        FaultKind.DeadCursor => Answer.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"),
        _ => null,
    };

    public static Answer ExpiredSession() =>
        With(Answer.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), "WWW-Authenticate", "Token");

    public static Answer DailyLimit() => Answer.Error(403, "REQUEST_LIMIT_EXCEEDED", "TotalRequests Limit exceeded.");

    private static Answer With(Answer answer, string header, string value)
    {
        answer.Headers[header] = value;
        return answer;
    }
}
