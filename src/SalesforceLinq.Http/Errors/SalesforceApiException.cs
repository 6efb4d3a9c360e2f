using System.Net;

namespace SalesforceLinq.Http;

/// <summary>The org answered, and said no.</summary>
public class SalesforceApiException : Exception
{
    /// <summary>An error answer of the org.</summary>
    /// <param name="request">Method and path of the request, without its query string and without secrets.</param>
    /// <param name="statusCode">HTTP status of the answer.</param>
    /// <param name="errors">The errors of the answer; may be empty.</param>
    public SalesforceApiException(string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors)
        : this(request, statusCode, errors, Worded(request, statusCode, errors), null)
    {
    }

    private protected SalesforceApiException(
        string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors, string message, Exception? inner)
        : base(message, inner)
    {
        Request = request;
        StatusCode = statusCode;
        Errors = errors;
    }

    /// <summary>HTTP status of the answer.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The errors of the answer, in its order; empty when it named none.</summary>
    public IReadOnlyList<SalesforceError> Errors { get; }

    /// <summary>Code of the first error, such as <c>INVALID_FIELD</c>; an empty string when there is none.</summary>
    public string ErrorCode => Errors.Count == 0 ? "" : Errors[0].ErrorCode;

    /// <summary>Method and path of the request, without its query string.</summary>
    public string Request { get; }

    /// <summary>How often the request was sent before this exception left the client; 0 when the client did not send it itself.</summary>
    public int Attempts { get; internal set; }

    /// <summary>
    /// Whether an earlier attempt, whose answer was lost, may have done what this one was refused. Only requests that do no harm when they are
    /// carried out twice are sent again after a lost answer.
    /// </summary>
    public bool MayHaveHappened { get; internal set; }

    /// <summary>How long the server asked to wait (<c>Retry-After</c>); null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; internal init; }

    /// <summary>Whether any of the errors has a code.</summary>
    /// <param name="errorCode">A code, such as a constant of <see cref="SalesforceErrorCodes"/>.</param>
    public bool HasError(string errorCode) => Errors.Any(error => string.Equals(error.ErrorCode, errorCode, StringComparison.Ordinal));

    private protected static string Worded(string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors)
    {
        string said = errors.Count == 0 ? "It named no error." : string.Join(" | ", errors.Select(error => error.ToString()));
        return $"Salesforce refused '{request}' with status {(int)statusCode}. {said}";
    }
}
