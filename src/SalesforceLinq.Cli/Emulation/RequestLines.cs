using System.Globalization;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Cli.Failures;
using SalesforceLinq.Cli.Terminals;
using SalesforceLinq.Emulator;

namespace SalesforceLinq.Cli.Emulation;

/// <summary>Writes a line for each request an emulated org answers, as it comes.</summary>
internal sealed class RequestLines(Terminal terminal, bool json)
{
    private readonly Lock _lock = new();

    public void Follow(RequestLog log)
    {
        void Write(object? sender, LoggedRequest request)
        {
            try
            {
                lock (_lock)
                {
                    terminal.Output.WriteLine(json ? ToJson(request).ToString(Formatting.None) : ToLine(request));
                    terminal.Output.Flush();
                }
            }
            catch (OutputClosedException)
            {
                // The org goes on for its clients when nobody reads its lines any more.
                log.Added -= Write;
            }
        }

        log.Added += Write;
    }

    private static string ToLine(LoggedRequest request)
    {
        string status = request.Status == 0 ? "---" : request.Status.ToString(CultureInfo.InvariantCulture);
        string calls = request.ApiCalls == 1 ? "1 call " : string.Create(CultureInfo.InvariantCulture, $"{request.ApiCalls} calls");
        return string.Create(CultureInfo.InvariantCulture, $"{request.ReceivedAt.ToLocalTime():HH:mm:ss}  {status}  {request.Method,-6} {request.Duration.TotalMilliseconds,7:0.0} ms  {calls}  {request.Path}");
    }

    private static JObject ToJson(LoggedRequest request) => new(
        new JProperty("time", request.ReceivedAt.ToString("O", CultureInfo.InvariantCulture)),
        new JProperty("status", request.Status),
        new JProperty("method", request.Method),
        new JProperty("milliseconds", Math.Round(request.Duration.TotalMilliseconds, 1)),
        new JProperty("apiCalls", request.ApiCalls),
        new JProperty("path", request.Path));
}
