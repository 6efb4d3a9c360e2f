using SalesforceLinq.Http;

namespace SalesforceLinq.Diagnostics;

/// <summary>What logs, spans and numbers say of a failure: a code, never a message, which may quote values.</summary>
internal static class FailureCode
{
    public static string Of(Exception failure) => failure switch
    {
        SalesforceApiException { ErrorCode.Length: > 0 } refused => refused.ErrorCode,
        { InnerException: SalesforceApiException { ErrorCode.Length: > 0 } refused } => refused.ErrorCode,
        _ => failure.GetType().FullName!,
    };
}
