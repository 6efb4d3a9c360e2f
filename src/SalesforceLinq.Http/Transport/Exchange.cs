using System.Net;
using System.Net.Http.Headers;
using SalesforceLinq.Http.Diagnostics;
using SalesforceLinq.Http.Errors;

namespace SalesforceLinq.Http.Transport;

/// <summary>Sends one request once, and tells an answer from a refusal and from something that is neither.</summary>
internal sealed class Exchange(HttpClient http, SenderSettings settings, UsageCounter usage)
{
    private static readonly UriCreationOptions AsWritten = new() { DangerousDisablePathAndQueryCanonicalization = true };

    public async Task<SalesforceResponse> SendAsync(SalesforceRequest request, SalesforceSession session, CancellationToken cancellationToken)
    {
        using HttpRequestMessage message = Message(request, session);
        string description = $"{message.Method} {PathOnly(message.RequestUri!)}";
        bool changes = request.Safety != RequestSafety.Read;

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(settings.Timeout);
        HttpResponseMessage answer;
        try
        {
            usage.CountRequest();
            answer = await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, patience.Token).ConfigureAwait(false);
        }
        catch (HttpRequestException broken)
        {
            throw new SalesforceTransportException(description, broken.Message, broken) { MayHaveHappened = changes && WasConnected(broken) };
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SalesforceTransportException(description, $"No answer came within {settings.Timeout}.", late) { MayHaveHappened = changes };
        }

        if (answer.Headers.TryGetValues("Sforce-Limit-Info", out IEnumerable<string>? limits))
        {
            usage.Read(string.Join("; ", limits));
            if (usage.Snapshot() is { Used: { } used, Remaining: { } left })
                ClientMeter.Usage(used, left, session.InstanceUrl.Host);
        }

        return await AnswerAsync(request, description, session.InstanceUrl.Host, answer, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SalesforceResponse> AnswerAsync(
        SalesforceRequest request, string description, string server, HttpResponseMessage answer, CancellationToken cancellationToken)
    {
        SalesforceResponse? response = null;
        try
        {
            bool changes = request.Safety != RequestSafety.Read;
            Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
            response = new SalesforceResponse(description, answer, new AnswerStream(body, description, changes, settings.Timeout), changes) { Server = server };
            if (answer.IsSuccessStatusCode || request.AlsoAccepted.Contains(answer.StatusCode))
                return response;

            using AnswerBuffer error = await AnswerBuffer.ReadAsync(response, cancellationToken).ConfigureAwait(false);
            TimeSpan? retryAfter = RetryAfter(answer.Headers.RetryAfter);
            throw (Exception?)new ErrorBody(description, answer.StatusCode, retryAfter).TryRead(error.Bytes, error.Length)
                ?? NotSalesforce(description, answer.StatusCode, error, changes, retryAfter);
        }
        catch
        {
            response?.Dispose();
            answer.Dispose();
            throw;
        }
    }

    private static Exception NotSalesforce(string request, HttpStatusCode status, AnswerBuffer body, bool changes, TimeSpan? retryAfter)
    {
        // A bare 401 (a HEAD has no body) still means that the session has ended.
        if (status == HttpStatusCode.Unauthorized)
            return new SessionExpiredException(request, status, []);
        // A condition of the caller (If-Match, If-Unmodified-Since) did not hold, so nothing was done; the org adds no word.
        if (status == HttpStatusCode.PreconditionFailed && body.Length == 0)
            return new SalesforceApiException(request, status, []);

        string start = AnswerBuffer.Start(body.Bytes, body.Length);
        string problem = body.Length == 0
            ? $"The status is {(int)status}, without a body."
            : $"The status is {(int)status}, and the body is not an error of Salesforce. It begins: {start}";
        return new SalesforceTransportException(request, problem)
        {
            StatusCode = status,
            BodyStart = start,
            MayHaveHappened = changes,
            RetryAfter = retryAfter,
        };
    }

    private HttpRequestMessage Message(SalesforceRequest request, SalesforceSession session)
    {
        var uri = new Uri(session.InstanceUrl.GetLeftPart(UriPartial.Authority) + settings.FullPath(request.Path), AsWritten);
        var message = new HttpRequestMessage(request.Method, uri)
        {
            Version = settings.HttpVersion,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
            Content = request.Body?.Open(settings.CompressRequestsAbove),
        };
        message.Headers.Authorization = new AuthenticationHeaderValue("Bearer", session.AccessToken);
        message.Headers.TryAddWithoutValidation("Accept", "application/json");
        if (settings.CallOptions is not null)
            message.Headers.TryAddWithoutValidation("Sforce-Call-Options", settings.CallOptions);
        foreach ((string name, string value) in request.Headers)
        {
            message.Headers.Remove(name);
            if (!message.Headers.TryAddWithoutValidation(name, value) && message.Content is { } content)
            {
                content.Headers.Remove(name);
                content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return message;
    }

    // Nothing can have happened at a server that was never reached.
    private static bool WasConnected(HttpRequestException broken) => broken.HttpRequestError is not (
        HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or
        HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError);

    private TimeSpan? RetryAfter(RetryConditionHeaderValue? header)
    {
        if (header?.Delta is { } delta)
            return delta;
        if (header?.Date is not { } date)
            return null;
        TimeSpan wait = date - settings.Time.GetUtcNow();
        return wait > TimeSpan.Zero ? wait : TimeSpan.Zero;
    }

    private static string PathOnly(Uri uri)
    {
        string all = uri.PathAndQuery;
        int query = all.IndexOf('?', StringComparison.Ordinal);
        return query < 0 ? all : all[..query];
    }
}
