using System.Globalization;
using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>The answers of requests that go wrong before anything is done.</summary>
internal static class FaultAnswers
{
    public static Answer? Of(Fault? fault) => fault switch
    {
        { Refusal: { } refusal } => Refused(refusal),
        { Kind: FaultKind.DeadCursor } => Answer.Error(400, "INVALID_QUERY_LOCATOR", "invalid query locator"),
        _ => null,
    };

    public static Answer ExpiredSession() =>
        With(Answer.Error(401, "INVALID_SESSION_ID", "Session expired or invalid"), "WWW-Authenticate", "Token");

    public static Answer DailyLimit() => Of(Fault.DailyRequestLimit)!;

    private static Answer Refused(Refusal refusal)
    {
        Answer answer = Answer.Error(refusal.Status, refusal.ErrorCode, refusal.Message);
        return refusal.RetryAfter is { } wait ? With(answer, "Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)) : answer;
    }

    private static Answer With(Answer answer, string header, string value)
    {
        answer.Headers[header] = value;
        return answer;
    }
}
