using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Apex;

/// <summary>Code of the org: classes of Apex REST, the Tooling API, and anonymous Apex.</summary>
/// <remarks>Source: Apex Developer Guide, "Apex REST Methods"; REST API Developer Guide; Tooling API Developer Guide.</remarks>
internal sealed class ApexResource(RequestSender sender)
{
    /// <summary>Calls a path and reads what it returns; a method that returns nothing gives the default.</summary>
    public async Task<T?> CallAsync<T>(
        string path, HttpMethod? method, object? body, RequestSafety? safety, CancellationToken cancellationToken)
    {
        HttpMethod verb = method ?? HttpMethod.Get;
        SalesforceRequestBody? content = body as SalesforceRequestBody ?? (body is null ? null : SalesforceRequestBody.Json(body));
        // What a method of Apex does is known only to its author: no verb but GET is taken to be harmless.
        SalesforceRequest request = new(verb, path)
        {
            Body = content,
            Safety = safety ?? (verb == HttpMethod.Get ? RequestSafety.Read : RequestSafety.Unsafe),
        };
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.ReadOrDefaultAsync<T>(cancellationToken).ConfigureAwait(false);
    }

    public static string ApexPath(string path) => Below("/services/apexrest/", path);

    public static string ToolingPath(string path) => Below("tooling/", path);

    public async Task<ExecuteAnonymousResult> ExecuteAnonymousAsync(string apex, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(apex);
        // Over GET, because that is how the resource works; the code may change anything.
        var request = new SalesforceRequest(HttpMethod.Get, $"tooling/executeAnonymous?{UrlText.Query(("anonymousBody", apex))}")
        {
            Safety = RequestSafety.Unsafe,
        };
        using SalesforceResponse response = await sender.SendAsync(request, cancellationToken).ConfigureAwait(false);
        return await response.ReadAsync<ExecuteAnonymousResult>(cancellationToken).ConfigureAwait(false);
    }

    private static string Below(string root, string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return root + path.TrimStart('/');
    }
}
