namespace SalesforceLinq.Http.Diagnostics;

/// <summary>Names of what spans and numbers are tagged with.</summary>
/// <remarks>Source: OpenTelemetry semantic conventions, "HTTP client", and one name of our own for what they have none.</remarks>
internal static class Conventions
{
    public const string Method = "http.request.method";

    public const string Status = "http.response.status_code";

    public const string ResendCount = "http.request.resend_count";

    public const string Error = "error.type";

    public const string Server = "server.address";

    public const string Port = "server.port";

    public const string Url = "url.full";

    /// <summary>First segment of the path below the version, such as <c>query</c>, <c>sobjects</c> or <c>composite</c>: few values, whatever is asked.</summary>
    public const string Resource = "salesforce.resource";
}
