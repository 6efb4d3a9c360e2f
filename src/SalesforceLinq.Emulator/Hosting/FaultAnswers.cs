using System.Globalization;
using SalesforceLinq.Emulator.Faults;
using SalesforceLinq.Emulator.Hosting.Calls;

namespace SalesforceLinq.Emulator.Hosting;

/// <summary>Writes an error in the form of one of the org's interfaces.</summary>
internal delegate Answer ErrorForm(int status, string code, string message);

/// <summary>The answers of requests that go wrong before anything is done.</summary>
internal static class FaultAnswers
{
    /// <summary>The REST API's form.</summary>
    public static readonly ErrorForm Rest = (status, code, message) => Answer.Error(status, code, message);

    public static Answer? Of(Fault? fault, ErrorForm form) => fault switch
    {
        { Refusal: { } refusal } => Refused(refusal, form),
        { Kind: FaultKind.DeadCursor } => form(400, "INVALID_QUERY_LOCATOR", "invalid query locator"),
        _ => null,
    };

    public static Answer ExpiredSession(ErrorForm form) => With(form(401, "INVALID_SESSION_ID", "Session expired or invalid"), "WWW-Authenticate", "Token");

    public static Answer DailyLimit(ErrorForm form) => Of(Fault.DailyRequestLimit, form)!;

    private static Answer Refused(Refusal refusal, ErrorForm form)
    {
        Answer answer = form(refusal.Status, refusal.ErrorCode, refusal.Message);
        return refusal.RetryAfter is { } wait ? With(answer, "Retry-After", Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture)) : answer;
    }

    private static Answer With(Answer answer, string header, string value)
    {
        answer.Headers[header] = value;
        return answer;
    }
}
