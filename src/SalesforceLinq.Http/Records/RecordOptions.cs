using System.Globalization;

namespace SalesforceLinq.Http;

/// <summary>Headers for one write. What is null is not sent, so that the org's default holds.</summary>
/// <remarks>Source: REST API Developer Guide, "Headers".</remarks>
public sealed record RecordOptions
{
    /// <summary>Assignment rule for accounts, cases and leads: <c>TRUE</c> (the active rule), <c>FALSE</c> (none), or the id of a rule.</summary>
    /// <value>Null; the org then uses the active rule.</value>
    public string? AssignmentRule { get; init; }

    /// <summary>Whether to save a record although a duplicate rule found similar ones.</summary>
    /// <value>Null; the org then does not.</value>
    public bool? AllowDuplicates { get; init; }

    /// <summary>Whether the errors of a duplicate rule hold the similar records.</summary>
    /// <value>Null; the org then leaves them out.</value>
    public bool? IncludeDuplicateDetails { get; init; }

    /// <summary>Whether a duplicate rule looks only at what the user may see.</summary>
    /// <value>Null; the org then looks at all.</value>
    public bool? DuplicateRuleAsCurrentUser { get; init; }

    /// <summary>Whether the record enters the user's list of recently used ones (API 60.0 and later).</summary>
    /// <value>Null; the org then enters it.</value>
    public bool? UpdateRecentlyUsed { get; init; }

    /// <summary>Namespace that names of fields and objects without a prefix belong to.</summary>
    /// <value>Null; names are then taken as they are.</value>
    public string? DefaultNamespace { get; init; }

    /// <summary>Name of the calling program, as partners were given one.</summary>
    /// <value>Null; the client's own, if it has one, then holds.</value>
    public string? ClientName { get; init; }

    /// <summary>Any other headers.</summary>
    /// <value>Empty by default.</value>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>The headers these options are on the wire.</summary>
    public IReadOnlyDictionary<string, string> ToHeaders()
    {
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        Set(headers, "Sforce-Auto-Assign", AssignmentRule);
        Set(headers, "Sforce-Duplicate-Rule-Header", Joined(
            ("allowSave", AllowDuplicates), ("includeRecordDetails", IncludeDuplicateDetails), ("runAsCurrentUser", DuplicateRuleAsCurrentUser)));
        Set(headers, "Sforce-Mru", Joined(("updateMru", UpdateRecentlyUsed)));
        Set(headers, "Sforce-Call-Options", string.Join("; ", CallOptions()));
        foreach ((string name, string value) in Headers)
            headers[name] = value;
        return headers;
    }

    internal void ApplyTo(SalesforceRequest request)
    {
        foreach ((string name, string value) in ToHeaders())
            request.Headers[name] = value;
    }

    private IEnumerable<string> CallOptions()
    {
        if (ClientName is not null)
            yield return $"client={ClientName}";
        if (DefaultNamespace is not null)
            yield return $"defaultNamespace={DefaultNamespace}";
    }

    private static void Set(Dictionary<string, string> headers, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
            headers[name] = value;
    }

    private static string Joined(params ReadOnlySpan<(string Name, bool? Value)> parts)
    {
        var text = new System.Text.StringBuilder();
        foreach ((string name, bool? value) in parts)
        {
            if (value is { } known)
                text.Append(text.Length == 0 ? "" : "; ").Append(CultureInfo.InvariantCulture, $"{name}={(known ? "true" : "false")}");
        }

        return text.ToString();
    }
}
