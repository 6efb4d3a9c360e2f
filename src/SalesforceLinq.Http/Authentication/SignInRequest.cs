using System.Net;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Sends one request of a sign-in flow and reads the answer whole.</summary>
internal static class SignInRequest
{
    private const int LargestAnswer = 1024 * 1024;

    // Everybody waits for a sign-in, and the client's own HTTP connections know no timeout.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    // Names of the members that hold secrets, in all flows.
    private static readonly ReadOnlyMemory<byte>[] Secrets =
        [.. new[] { "access_token", "refresh_token", "id_token", "device_code", "sessionId" }.Select(name => (ReadOnlyMemory<byte>)System.Text.Encoding.ASCII.GetBytes(name))];

    /// <summary>Status and body of the answer, which is waited for two minutes.</summary>
    public static async Task<(HttpStatusCode Status, byte[] Body)> SendAsync(
        HttpClient http, HttpRequestMessage message, CancellationToken cancellationToken, TimeProvider? time = null)
    {
        string request = Describe(message);
        using CancellationTokenSource late = new(Patience, time ?? TimeProvider.System);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            using HttpResponseMessage answer =
                await http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, end.Token).ConfigureAwait(false);
            await answer.Content.LoadIntoBufferAsync(LargestAnswer, end.Token).ConfigureAwait(false);
            return (answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(end.Token).ConfigureAwait(false));
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            throw new SalesforceTransportException(request, $"The login server could not be asked: {broken.Message}", broken);
        }
        catch (OperationCanceledException silent) when (!cancellationToken.IsCancellationRequested)
        {
            throw new SalesforceTransportException(request, "The login server did not answer in time.", silent);
        }
    }

    /// <summary>Method and address without the query, which may hold secrets.</summary>
    public static string Describe(HttpRequestMessage message) => $"{message.Method} {message.RequestUri!.GetLeftPart(UriPartial.Path)}";

    /// <summary>The exception for an answer that is not one of the flow's. One that holds a secret, though cut off or incomplete, is not shown.</summary>
    public static SalesforceTransportException Unreadable(string request, HttpStatusCode status, byte[] body, Exception? inner = null)
    {
        bool secret = Secrets.Any(name => body.AsSpan().IndexOf(name.Span) >= 0);
        string start = secret ? "(not shown, because it holds a token)" : System.Text.Encoding.UTF8.GetString(body, 0, Math.Min(body.Length, 800));
        start = start.Length <= 200 ? start : start[..200];
        // The reader's own words may quote what it could not read.
        return new SalesforceTransportException(
            request, $"The login server answered with status {(int)status} and something that is not an answer to a sign-in: {start}", secret ? null : inner)
        {
            StatusCode = status,
            BodyStart = start,
        };
    }
}
