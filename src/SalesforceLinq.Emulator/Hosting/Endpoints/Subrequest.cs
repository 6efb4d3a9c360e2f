using System.Text.Json;
using System.Text.Json.Nodes;
using SalesforceLinq.Emulator.Hosting.Calls;
using SalesforceLinq.Emulator.Rules;

namespace SalesforceLinq.Emulator.Hosting.Endpoints;

/// <summary>One request inside a composite, batch or graph request.</summary>
internal sealed record Subrequest(string Method, string Url, string ReferenceId, JsonNode? Body, IReadOnlyDictionary<string, string> Headers)
{
    public static Subrequest Read(JsonElement json)
    {
        string method = Text(json, "method") ?? throw Missing("method");
        string url = Text(json, "url") ?? throw Missing("url");
        JsonNode? body = json.TryGetProperty("body", out JsonElement given) || json.TryGetProperty("richInput", out given)
            ? JsonNode.Parse(given.GetRawText())
            : null;
        Dictionary<string, string> headers = new(StringComparer.OrdinalIgnoreCase);
        if (json.TryGetProperty("httpHeaders", out JsonElement list) && list.ValueKind == JsonValueKind.Object)
        {
            foreach (JsonProperty header in list.EnumerateObject())
                headers[header.Name.ToLowerInvariant()] = header.Value.ToString();
        }
        return new Subrequest(method.ToUpperInvariant(), url, Text(json, "referenceId") ?? "", body, headers);
    }

    /// <summary>Whether it counts toward the five queries and collections a composite request may hold.</summary>
    public bool IsQueryOrCollection =>
        Url.Contains("/query", StringComparison.OrdinalIgnoreCase) || Url.Contains("/composite/sobjects", StringComparison.OrdinalIgnoreCase);

    /// <summary>Version of the url, and the path behind it; 0 and nothing where it has none.</summary>
    public (decimal Version, IReadOnlyList<string> Resource) Target
    {
        get
        {
            string[] segments = Url.Split('?')[0].Split('/', StringSplitOptions.RemoveEmptyEntries);
            for (int index = 0; index < segments.Length; index++)
            {
                if (ApiVersions.TryParse(segments[index], out decimal version))
                    return (version, segments[(index + 1)..]);
            }
            return (0, []);
        }
    }

    /// <summary>Whether a call leads to something that is itself made of requests, or goes on behind them: neither may stand inside of a request.</summary>
    public static bool IsOutOfPlace(Call call) => call.Segments.Count > 0 && call.Segments[0].ToUpperInvariant() switch
    {
        "JOBS" => true,
        "COMPOSITE" => call.Segments.Count == 1 || !call.Segments[1].Equals("sobjects", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    /// <summary>The call this asks for, as if it had come by HTTP; <see langword="null"/> if the url leads nowhere.</summary>
    public Call? ToCall(Call outer, WriteContext? transaction, string url, JsonNode? body)
    {
        int question = url.IndexOf('?', StringComparison.Ordinal);
        string path = question < 0 ? url : url[..question];
        string[] segments = [.. path.Split('/', StringSplitOptions.RemoveEmptyEntries).Select(Uri.UnescapeDataString)];
        int start = segments.Length > 2 && segments[0] == "services" && segments[1] == "data" ? 2 : 0;
        if (segments.Length <= start || !ApiVersions.TryParse(segments[start], out decimal version) || !ApiVersions.IsServed(version))
            return null;
        return outer with
        {
            Method = Method,
            Segments = segments[(start + 1)..],
            Query = new QueryParameters(question < 0 ? "" : url[question..]),
            Headers = Headers,
            Body = body is null ? default : JsonSerializer.SerializeToUtf8Bytes(body),
            Version = version,
            Transaction = transaction,
        };
    }

    private static string? Text(JsonElement json, string member) =>
        json.ValueKind == JsonValueKind.Object && json.TryGetProperty(member, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static UnreadableRequestException Missing(string member) =>
        new("JSON_PARSER_ERROR", $"The subrequest's '{member}' is missing: request may be missing a required field at [line:1, column:1]");
}
