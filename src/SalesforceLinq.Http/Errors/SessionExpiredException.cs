using System.Net;

namespace SalesforceLinq.Http;

/// <summary>The session has ended and could not be renewed: the credential cannot sign in again, or the new session was refused as well.</summary>
public sealed class SessionExpiredException : SalesforceApiException
{
    /// <summary>A session that has ended.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="statusCode">HTTP status of the answer.</param>
    /// <param name="errors">The errors of the answer.</param>
    public SessionExpiredException(string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors)
        : base(request, statusCode, errors)
    {
    }
}
