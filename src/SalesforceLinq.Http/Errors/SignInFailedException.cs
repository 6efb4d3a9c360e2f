using System.Net;

namespace SalesforceLinq.Http;

/// <summary>Signing in failed: the org refused the credential, or answered something that is not a session.</summary>
public sealed class SignInFailedException : SalesforceApiException
{
    /// <summary>The org refused the credential.</summary>
    /// <param name="request">Method and path of the sign-in request.</param>
    /// <param name="statusCode">HTTP status of the answer.</param>
    /// <param name="error">The error, with the code of the flow (<c>INVALID_LOGIN</c>, <c>invalid_grant</c>, …).</param>
    /// <param name="innerException">What led to it; may be null.</param>
    public SignInFailedException(string request, HttpStatusCode statusCode, SalesforceError error, Exception? innerException = null)
        : base(request, statusCode, [error], $"Sign-in by '{request}' failed with status {(int)statusCode}. {error}", innerException)
    {
    }
}
