using System.Net;

namespace SalesforceLinq.Http;

/// <summary>There is no such record, object or path, the user may not see it, or it is in the recycle bin.</summary>
public sealed class RecordNotFoundException : SalesforceApiException
{
    /// <summary>Something was not found.</summary>
    /// <param name="request">Method and path of the request.</param>
    /// <param name="statusCode">HTTP status of the answer.</param>
    /// <param name="errors">The errors of the answer.</param>
    public RecordNotFoundException(string request, HttpStatusCode statusCode, IReadOnlyList<SalesforceError> errors)
        : base(request, statusCode, errors)
    {
    }

    /// <summary>Whether the record is in the recycle bin.</summary>
    public bool IsDeleted => HasError(SalesforceErrorCodes.EntityIsDeleted);
}
