using System.Net;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Sends one request of a sign-in flow and reads the answer whole.</summary>
internal static class SignInRequest
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>Status and body of the answer.</summary>
    public static async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        HttpClient http, HttpRequestMessage message, CancellationToken cancellationToken)
    {
        string request = Describe(message);
        try
        {
            using HttpResponseMessage answer =
                await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken).ConfigureAwait(false);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new SalesforceTransportException(request, $"The login server could not be asked: {broken.Message}", broken);
        }
        catch (OperationCanceledException late) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SalesforceTransportException(request, "The login server did not answer in time.", late);
        }
    }

    /// <summary>Method and address without the query, which may hold secrets.</summary>
    public static string Describe(HttpRequestMessage message) => $"{message.Method} {message.RequestUri!.GetLeftPart(UriPartial.Path)}";

    /// <summary>The exception for an answer that is not one of the flow's.</summary>
    public static SalesforceTransportException Unreadable(string request, HttpStatusCode status, byte[] body, Exception? inner = null)
    {
        string start = System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 800));
        start = start.Length <= 200 ? start : start[..200];
        return new SalesforceTransportException(
            request, $"The login server answered with status {(int)status} and something that is not an answer to a sign-in: {start}", inner)
        {
            StatusCode = status,
            BodyStart = start,
        };
    }
}
