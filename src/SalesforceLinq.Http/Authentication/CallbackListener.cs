using System.Net;
using System.Text;

namespace SalesforceLinq.Http.Authentication;

/// <summary>Takes the one request by which a browser brings back the code.</summary>
internal sealed class CallbackListener : IDisposable
{
    // A browser that is gone before its answer, as one that only looked for an icon, is no reason to give up.
    private readonly HttpListener _listener = new() { IgnoreWriteExceptions = true };
    private readonly string _path;

    public CallbackListener(Uri callback)
    {
        _path = callback.AbsolutePath;
        _listener.Prefixes.Add($"http://{callback.Host}:{callback.Port}/");
        _listener.Start();
    }

    /// <summary>The parameters of the callback that has our state. Requests without it (a favicon, a forgery) are turned away.</summary>
    public async Task<IReadOnlyDictionary<string, string>> WaitAsync(string state, CancellationToken cancellationToken)
    {
        // HttpListener knows no cancellation: stopping it ends the wait.
        using CancellationTokenRegistration stop = cancellationToken.Register(_listener.Abort);
        while (true)
        {
            HttpListenerContext context;
            try
            {
                context = await _listener.GetContextAsync().ConfigureAwait(false);
            }
            catch (Exception stopped) when (stopped is HttpListenerException or ObjectDisposedException && cancellationToken.IsCancellationRequested)
            {
                throw new OperationCanceledException("The wait for the browser was ended.", stopped, cancellationToken);
            }

            Dictionary<string, string> parameters = Parameters(context.Request);
            bool ours = context.Request.Url?.AbsolutePath == _path && parameters.GetValueOrDefault("state") == state;
            await AnswerAsync(context.Response, ours, cancellationToken).ConfigureAwait(false);
            if (ours)
                return parameters;
        }
    }

    public void Dispose() => _listener.Close();

    private static Dictionary<string, string> Parameters(HttpListenerRequest request) =>
        request.QueryString.AllKeys.OfType<string>().ToDictionary(name => name, name => request.QueryString[name] ?? "", StringComparer.Ordinal);

    private static async Task AnswerAsync(HttpListenerResponse response, bool ours, CancellationToken cancellationToken)
    {
        response.StatusCode = ours ? 200 : 404;
        response.ContentType = "text/html; charset=utf-8";
        byte[] page = Encoding.UTF8.GetBytes(ours ? "<!doctype html><title>Signed in</title><p>You can close this window." : "<!doctype html><p>Not found.");
        await response.OutputStream.WriteAsync(page, cancellationToken).ConfigureAwait(false);
        response.Close();
    }
}
