using System.Net;

namespace SalesforceLinq.Http;

/// <summary>The org takes no more calls: those of the day are used up, or too many long ones run at the same time.</summary>
/// <remarks>Source: Limits Quick Reference, "API Request Limits and Allocations"; a recorded <c>REQUEST_LIMIT_EXCEEDED</c>.</remarks>
public sealed class RequestLimitExceededException : SalesforceApiException
{
    /// <summary>A limit on calls was reached.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="statusCode">HTTP status of the answer.</param>
    /// <param name="errors">The errors of the answer.</param>
    public RequestLimitExceededException(string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors)
        : base(request, statusCode, errors)
    {
    }

    /// <summary>
    /// Whether only too many calls came at the same time (status 429, or a message that says so), so that waiting a little helps;
    /// otherwise it is the limit of 24 hours, and the client never tries again by itself.
    /// </summary>
    /// <remarks>With status 403 only the message tells: the daily limit is worded <c>TotalRequests Limit exceeded.</c></remarks>
    public bool IsConcurrencyLimit =>
        StatusCode == HttpStatusCode.TooManyRequests || Errors.Any(error => error.Message.Contains("concurrent", StringComparison.OrdinalIgnoreCase));
}
