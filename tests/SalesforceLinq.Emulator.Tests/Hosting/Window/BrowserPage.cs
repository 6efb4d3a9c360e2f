using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace SalesforceLinq.Emulator.Tests.Hosting.Window;

/// <summary>One page in Chromium: evaluates JavaScript in it, presses keys, and keeps what the console complains of.</summary>
public sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _waiting = new();
    private readonly SemaphoreSlim _sending = new(1);
    private Task _reading = Task.CompletedTask;
    private int _last;

    private BrowserPage()
    {
    }

    /// <summary>Uncaught exceptions, and errors in the console such as violations of the content security policy.</summary>
    public ConcurrentQueue<string> Complaints { get; } = new();

    internal static async Task<BrowserPage> OpenAsync(int port, Uri url)
    {
        using HttpClient http = new();
        using HttpResponseMessage made = await http.PutAsync(new Uri($"http://127.0.0.1:{port}/json/new?about:blank"), content: null);
        using JsonDocument target = JsonDocument.Parse(await made.Content.ReadAsStringAsync());
        BrowserPage page = new();
        await page._socket.ConnectAsync(new Uri(target.RootElement.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None);
        page._reading = page.ReadAsync();
        await page.SendAsync("Page.enable");
        await page.SendAsync("Runtime.enable");
        await page.SendAsync("Log.enable");
        await page.SendAsync("Page.navigate", new JsonObject { ["url"] = url.ToString() });
        return page;
    }

    /// <summary>The value of a JavaScript expression; promises are awaited.</summary>
    public async Task<JsonElement> EvaluateAsync(string expression)
    {
        JsonElement answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["awaitPromise"] = true, ["returnByValue"] = true });
        if (answer.TryGetProperty("exceptionDetails", out JsonElement error))
            throw new InvalidOperationException($"{expression}: {error}");
        return answer.GetProperty("result").TryGetProperty("value", out JsonElement value) ? value : default;
    }

    public async Task<string> TextAsync(string selector) =>
        (await EvaluateAsync($"document.querySelector({JsonSerializer.Serialize(selector)})?.innerText ?? ''")).GetString()!;

    /// <summary>Waits until a JavaScript condition holds.</summary>
    public async Task UntilAsync(string condition)
    {
        long end = Environment.TickCount64 + (long)Patience.TotalMilliseconds;
        while (Environment.TickCount64 < end)
        {
            if ((await EvaluateAsync($"!!({condition})")).ValueKind == JsonValueKind.True)
                return;
            await Task.Delay(50);
        }
        throw new TimeoutException($"It never came true: {condition}. Complaints: {string.Join("; ", Complaints)}. The page: {await TextAsync("body")}");
    }

    /// <summary>Presses and releases a key, as the keyboard would.</summary>
    /// <param name="key">Its name, such as <c>Enter</c> or <c>/</c>.</param>
    /// <param name="modifiers">1 Alt, 2 Ctrl.</param>
    public async Task PressAsync(string key, int modifiers = 0)
    {
        int code = key switch { "Enter" => 13, "Escape" => 27, "ArrowDown" => 40, "ArrowUp" => 38, "ArrowLeft" => 37, "ArrowRight" => 39, "Tab" => 9, _ => key[0] };
        JsonObject down = new() { ["type"] = "keyDown", ["key"] = key, ["windowsVirtualKeyCode"] = code, ["modifiers"] = modifiers };
        if (key == "Enter")
            down["text"] = "\r";
        else if (key.Length == 1)
            down["text"] = key;
        await SendAsync("Input.dispatchKeyEvent", down);
        await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = code, ["modifiers"] = modifiers });
    }

    public Task TypeAsync(string text) => SendAsync("Input.insertText", new JsonObject { ["text"] = text });

    public async Task<byte[]> ScreenshotAsync() => (await SendAsync("Page.captureScreenshot")).GetProperty("data").GetBytesFromBase64();

    public Task<JsonElement> EmulateAsync(string colorScheme) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = colorScheme }),
    });

    public async ValueTask DisposeAsync()
    {
        _socket.Abort();
        await _reading;
        _socket.Dispose();
        _sending.Dispose();
    }

    private async Task<JsonElement> SendAsync(string method, JsonObject? parameters = null)
    {
        int id = Interlocked.Increment(ref _last);
        TaskCompletionSource<JsonElement> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        _waiting[id] = answer;
        byte[] message = Encoding.UTF8.GetBytes(new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] }.ToJsonString());
        await _sending.WaitAsync();
        try
        {
            await _socket.SendAsync(message, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        }
        finally
        {
            _sending.Release();
        }
        return await answer.Task.WaitAsync(Patience);
    }

    private async Task ReadAsync()
    {
        byte[] chunk = new byte[64 * 1024];
        try
        {
            while (_socket.State == WebSocketState.Open)
            {
                using MemoryStream message = new();
                WebSocketReceiveResult part;
                do
                {
                    part = await _socket.ReceiveAsync(chunk, CancellationToken.None);
                    message.Write(chunk, 0, part.Count);
                }
                while (!part.EndOfMessage);
                if (message.Length > 0)
                    Take(JsonDocument.Parse(message.ToArray()).RootElement);
            }
        }
        catch (Exception error) when (error is WebSocketException or OperationCanceledException or ObjectDisposedException)
        {
            foreach (TaskCompletionSource<JsonElement> answer in _waiting.Values)
                answer.TrySetException(new InvalidOperationException("The browser has gone.", error));
        }
    }

    private void Take(JsonElement message)
    {
        if (message.TryGetProperty("id", out JsonElement id))
        {
            if (!_waiting.TryRemove(id.GetInt32(), out TaskCompletionSource<JsonElement>? answer))
                return;
            if (message.TryGetProperty("error", out JsonElement error))
                answer.TrySetException(new InvalidOperationException(error.ToString()));
            else
                answer.TrySetResult(message.GetProperty("result"));
            return;
        }
        JsonElement parameters = message.GetProperty("params");
        switch (message.GetProperty("method").GetString())
        {
            case "Runtime.exceptionThrown":
                Complaints.Enqueue(parameters.GetProperty("exceptionDetails").ToString());
                break;
            // A query that the org refuses is answered 400, which the network notes: no complaint about the page.
            case "Log.entryAdded" when parameters.GetProperty("entry").GetProperty("level").GetString() == "error" && parameters.GetProperty("entry").GetProperty("source").GetString() != "network":
                Complaints.Enqueue(parameters.GetProperty("entry").GetProperty("text").ToString());
                break;
        }
    }
}
