using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Newtonsoft.Json.Linq;
using SalesforceLinq.Conformance.Tests.Soql;

namespace SalesforceLinq.Conformance.Tests.Client;

/// <summary>One recorded answer, and what is known of its request.</summary>
public sealed record Recording(string File, string Method, string Path, int Status, string Body)
{
    /// <summary>The body as JSON; null for a body that is none, such as a reference of one cassette to another.</summary>
    public JToken? Json => Body.StartsWith('{') || Body.StartsWith('[') ? JToken.Parse(Body) : null;

    /// <summary>All answers recorded in a folder of the shared wire data; skips the test where the data is not there.</summary>
    public static IReadOnlyList<Recording> In(string folder)
    {
        string? wire = SharedFolder.Find($"wire/{folder}");
        Skip.If(wire is null, "The recorded wire data is not beside the clone.");
        return [.. Directory.GetFiles(wire!).Order(StringComparer.Ordinal).SelectMany(Read)];
    }

    public static Recording Of(string folder, string file) => In(folder).Single(recording => recording.File == file);

    public override string ToString() => $"{File} ({Method} {Path} → {Status})";

    private static IEnumerable<Recording> Read(string path)
    {
        string file = System.IO.Path.GetFileName(path);
        string text = System.IO.File.ReadAllText(path);
        if (file.EndsWith(".wiremock.json", StringComparison.Ordinal))
            return [WireMock(file, JObject.Parse(text))];
        return System.IO.Path.GetExtension(file) is ".yaml" or ".yml"
            ? Cassette.Read(file, text)
            : [new Recording(file, "GET", "", 200, text)];
    }

    private static Recording WireMock(string file, JObject mapping)
    {
        JToken request = mapping["request"]!;
        JToken response = mapping["response"]!;
        string path = (string?)(request["url"] ?? request["urlPath"] ?? request["urlPattern"] ?? request["urlPathPattern"]) ?? "";
        string body = (string?)response["body"] ?? response["jsonBody"]?.ToString()
            ?? ((string?)response["base64Body"] is { } base64 ? Encoding.UTF8.GetString(Convert.FromBase64String(base64)) : "");
        return new Recording(file, (string?)request["method"] ?? "GET", path, (int?)response["status"] ?? 200, body);
    }
}

/// <summary>Answers every request with one recorded answer.</summary>
public sealed class Replay(Recording recording, string? mediaType = null, HttpStatusCode? status = null) : HttpMessageHandler
{
    public Http.SalesforceClient Client() => new(
        new Http.AccessTokenCredential("https://example.my.salesforce.com", "token"),
        new Http.SalesforceClientOptions { Handler = this, Retry = new Http.RetryOptions { MaxAttempts = 1 } });

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(new HttpResponseMessage(status ?? (HttpStatusCode)recording.Status)
        {
            Content = new StringContent(recording.Body, Encoding.UTF8, mediaType ?? "application/json"),
        });
}

/// <summary>Reads the answers of a VCR cassette: as much of YAML as those have.</summary>
internal static partial class Cassette
{
    public static IEnumerable<Recording> Read(string file, string yaml)
    {
        foreach (string interaction in RequestStart().Split(yaml).Skip(1))
        {
            int response = interaction.IndexOf("response:", StringComparison.Ordinal);
            Match code = Code().Match(interaction, Math.Max(response, 0));
            Match body = BodyStart().Match(interaction, Math.Max(response, 0));
            if (response < 0 || !code.Success || !body.Success)
                continue;
            yield return new Recording(
                file,
                Method().Match(interaction).Groups[1].Value.ToUpperInvariant(),
                Address().Match(interaction).Groups[1].Value,
                int.Parse(code.Groups[1].ValueSpan, System.Globalization.CultureInfo.InvariantCulture),
                Scalar(interaction, body.Index + body.Length));
        }
    }

    private static string Scalar(string yaml, int start) => yaml[start] switch
    {
        '\'' => Folded(SingleQuoted().Match(yaml, start).Groups[1].Value).Replace("''", "'", StringComparison.Ordinal),
        '"' => Unescaped(Folded(DoubleQuoted().Match(yaml, start).Groups[1].Value)),
        _ => yaml[start..yaml.IndexOf('\n', start)].Trim(),
    };

    // A line break inside a quoted scalar is a blank; after a backslash it is nothing.
    private static string Folded(string text) => PlainBreak().Replace(EscapedBreak().Replace(text, ""), " ");

    private static string Unescaped(string text) => Escape().Replace(text, escape => escape.Value[1] switch
    {
        'n' => "\n",
        't' => "\t",
        'r' => "\r",
        'u' => ((char)Convert.ToInt32(escape.Value[2..], 16)).ToString(),
        _ => escape.Value[1..],
    });

    [GeneratedRegex(@"^[ -]*request:", RegexOptions.Multiline)]
    private static partial Regex RequestStart();

    [GeneratedRegex(@"method: (\w+)")]
    private static partial Regex Method();

    [GeneratedRegex(@"uri: (\S+)")]
    private static partial Regex Address();

    [GeneratedRegex(@"code: (\d+)")]
    private static partial Regex Code();

    [GeneratedRegex(@"string:\s*")]
    private static partial Regex BodyStart();

    [GeneratedRegex(@"\G'((?:[^']|'')*)'")]
    private static partial Regex SingleQuoted();

    [GeneratedRegex(@"\G""((?:[^""\\]|\\[\s\S])*)""")]
    private static partial Regex DoubleQuoted();

    [GeneratedRegex(@"\\\r?\n[ \t]*")]
    private static partial Regex EscapedBreak();

    [GeneratedRegex(@"[ \t]*\r?\n[ \t]*")]
    private static partial Regex PlainBreak();

    [GeneratedRegex(@"\\(u[0-9a-fA-F]{4}|.)")]
    private static partial Regex Escape();
}
