using System.Net;

namespace SalesforceLinq.Http;

/// <summary>There is no usable answer: the connection broke, time ran out, or something else than the org answered.</summary>
public sealed class SalesforceTransportException : Exception
{
    private bool _mayHaveHappened;

    /// <summary>A request without a usable answer.</summary>
    /// <param name="request">Method and path of the request, without its query string and without secrets.</param>
    /// <param name="problem">What is wrong, as a sentence.</param>
    /// <param name="innerException">What led to it; may be null.</param>
    public SalesforceTransportException(string request, string problem, Exception? innerException = null)
        : base($"'{request}' got no usable answer. {problem}", innerException) => Request = request;

    /// <summary>Method and path of the request, without its query string.</summary>
    public string Request { get; }

    /// <summary>
    /// Whether the org may have carried the request out although the answer is lost. True only for requests that change something;
    /// before repeating a create, look whether the record is there.
    /// </summary>
    public bool MayHaveHappened
    {
        get => _mayHaveHappened;
        init => _mayHaveHappened = value;
    }

    /// <summary>HTTP status of the answer; null when there was none.</summary>
    public HttpStatusCode? StatusCode { get; init; }

    /// <summary>The first 200 characters of what came instead of an answer; null when nothing came.</summary>
    public string? BodyStart { get; init; }

    /// <summary>How often the request was sent before this exception left the client.</summary>
    public int Attempts { get; internal set; }

    /// <summary>How long the server asked to wait (<c>Retry-After</c>); null when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Takes in what is known of all attempts: one without an answer may have happened, whatever became of the last.</summary>
    internal void Attempted(int attempts, bool answerLost)
    {
        Attempts = attempts;
        _mayHaveHappened |= answerLost;
    }
}
