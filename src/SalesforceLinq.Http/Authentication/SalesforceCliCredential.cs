using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Http.Authentication;
using SalesforceLinq.Http.Json;

namespace SalesforceLinq.Http;

/// <summary>Uses the login of the Salesforce CLI on this machine (<c>sf org display --json</c>), which renews it by itself.</summary>
public sealed class SalesforceCliCredential : SalesforceCredential
{
    private readonly string? _targetOrg;

    /// <summary>Uses a login of the CLI.</summary>
    /// <param name="targetOrg">User name or alias; null for the CLI's default org.</param>
    public SalesforceCliCredential(string? targetOrg = null) => _targetOrg = targetOrg;

    /// <summary>The command to run.</summary>
    /// <value>Default <c>sf</c>, found by the search path.</value>
    public string Command { get; init; } = "sf";

    /// <inheritdoc/>
    protected override async Task<SalesforceSession> RequestSessionAsync(HttpClient http, CancellationToken cancellationToken)
    {
        string output = await RunAsync(cancellationToken).ConfigureAwait(false);
        JObject? answer = TryParse(output);
        JToken? result = answer?["result"];
        if ((string?)result?["accessToken"] is { Length: > 0 } token && (string?)result["instanceUrl"] is { Length: > 0 } instance)
        {
            try
            {
                return new SalesforceSession(token, InstanceAddress.Parse(instance));
            }
            catch (ArgumentException unsafeAddress)
            {
                throw Failed("invalid_instance_url", unsafeAddress.Message, unsafeAddress);
            }
        }

        throw Failed((string?)answer?["name"] ?? "no_session", (string?)answer?["message"] ?? "It gave no access token. Sign in by 'sf org login web'.", null);
    }

    private async Task<string> RunAsync(CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo(Command) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        foreach (string argument in (string[])["org", "display", "--json", .. _targetOrg is null ? (string[])[] : ["--target-org", _targetOrg]])
            start.ArgumentList.Add(argument);
        try
        {
            using Process process = Process.Start(start) ?? throw Failed("not_started", $"'{Command}' did not start.", null);
            // Whoever gives up waiting leaves no process behind.
            using CancellationTokenRegistration abandoned = cancellationToken.Register(() => Kill(process));
            Task<string> output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            Task<string> errors = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, errors).ConfigureAwait(false);
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return await output.ConfigureAwait(false);
        }
        catch (Win32Exception missing)
        {
            throw Failed("not_installed", $"'{Command}' cannot be run: {missing.Message}. Install the Salesforce CLI, or set Command.", missing);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It ended by itself just now.
        }
    }

    private static JObject? TryParse(string output)
    {
        try
        {
            using JsonTextReader reader = WireJson.Reader(new StringReader(output));
            return JToken.ReadFrom(reader) as JObject;
        }
        catch (JsonException)
        {
            // Not JSON: the caller says that there is no token. The output itself may hold one, so it is not shown.
            return null;
        }
    }

    private SignInFailedException Failed(string code, string message, Exception? inner) =>
        new($"{Command} org display --json", HttpStatusCode.Unauthorized, new SalesforceError(code, message, []), inner);
}
