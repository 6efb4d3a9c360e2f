using System.Net;
using System.Text;

namespace SalesforceLinq.Http;

/// <summary>A request to the org, as data: it can be sent again when the first answer was lost.</summary>
public sealed class SalesforceRequest
{
    private readonly RequestSafety? _safety;

    /// <summary>A request.</summary>
    /// <param name="method">HTTP method.</param>
    /// <param name="path">
    /// Path below <c>/services/data/vNN.0/</c> (<c>limits</c>, <c>sobjects/Account</c>), or a path of the whole server, which starts with <c>/</c>
    /// (<c>/services/apexrest/Orders</c>). Values in it must be escaped already, for example by <see cref="Escape"/>.
    /// </param>
    /// <exception cref="ArgumentException">The path names a server, or holds control characters, blanks or characters beyond ASCII.</exception>
    public SalesforceRequest(HttpMethod method, string path)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(path);
        if (path.StartsWith("http:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("https:", StringComparison.OrdinalIgnoreCase))
            throw new ArgumentException($"'{path}' names a server. Give a path: the credential says which org is asked.", nameof(path));
        if (!Transport.UrlText.IsPath(path))
        {
            throw new ArgumentException(
                $"'{path}' is not a path as it travels in a URL. Escape the values in it, for example with SalesforceRequest.Escape.", nameof(path));
        }

        Method = method;
        Path = path;
    }

    /// <summary>HTTP method.</summary>
    public HttpMethod Method { get; }

    /// <summary>Path below <c>/services/data/vNN.0/</c>, or of the whole server when it starts with <c>/</c>.</summary>
    public string Path { get; }

    /// <summary>Headers of this request only, such as <c>Sforce-Auto-Assign</c>. They take the place of those the client sends by itself.</summary>
    public IDictionary<string, string> Headers { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>What is sent; null for no body.</summary>
    public SalesforceRequestBody? Body { get; init; }

    /// <summary>Whether the request may be sent again.</summary>
    /// <value>By default GET and HEAD read; PATCH, PUT and DELETE are idempotent; POST is unsafe.</value>
    public RequestSafety Safety
    {
        get => _safety ?? DefaultSafety();
        init => _safety = value;
    }

    /// <summary>Statuses outside 200 to 299 that are answers and not errors, such as 304.</summary>
    /// <value>None by default.</value>
    public IReadOnlyList<HttpStatusCode> AlsoAccepted { get; init; } = [];

    /// <summary>Escapes a value for use as one segment of a path or as a value in a query string.</summary>
    /// <param name="value">Any text; only half of a surrogate pair is refused.</param>
    /// <returns>The value with every character escaped that means something in a URL; <c>.</c> and <c>..</c> alone as well.</returns>
    /// <exception cref="ArgumentException">The text is not valid Unicode.</exception>
    public static string Escape(string value) => Transport.UrlText.Segment(value);

    /// <summary>Method and path without the query string, for messages.</summary>
    public override string ToString()
    {
        int query = Path.IndexOf('?', StringComparison.Ordinal);
        return new StringBuilder(Method.Method).Append(' ').Append(query < 0 ? Path : Path.AsSpan(0, query)).ToString();
    }

    private RequestSafety DefaultSafety()
    {
        if (Method == HttpMethod.Get || Method == HttpMethod.Head || Method == HttpMethod.Options)
            return RequestSafety.Read;
        return Method == HttpMethod.Post ? RequestSafety.Unsafe : RequestSafety.Idempotent;
    }
}
