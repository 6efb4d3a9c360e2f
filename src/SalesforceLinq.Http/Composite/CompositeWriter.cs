using Newtonsoft.Json;
using SalesforceLinq.Http.Json;
using SalesforceLinq.Http.Transport;

namespace SalesforceLinq.Http.Composite;

/// <summary>Writes subrequests, after checking what the platform demands of them.</summary>
internal sealed class CompositeWriter(RequestSender sender)
{
    private static readonly string[] ForbiddenHeaders = ["Accept", "Authorization", "Content-Type"];

    public void Write(JsonTextWriter json, IReadOnlyList<Subrequest> subrequests)
    {
        json.WritePropertyName("compositeRequest");
        json.WriteStartArray();
        foreach (Subrequest subrequest in subrequests)
            Write(json, subrequest);
        json.WriteEndArray();
    }

    /// <summary>Names must be unique and made of letters, digits and underscores.</summary>
    public static void CheckNames(IReadOnlyList<Subrequest> subrequests, string parameter)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (Subrequest subrequest in subrequests)
        {
            if (!subrequest.ReferenceId.All(character => char.IsAsciiLetterOrDigit(character) || character == '_'))
                throw new ArgumentException($"'{subrequest.ReferenceId}' is not a reference id: one has letters, digits and underscores.", parameter);
            if (!names.Add(subrequest.ReferenceId))
                throw new ArgumentException($"Two subrequests are called '{subrequest.ReferenceId}'. Give each a name of its own.", parameter);
            if (subrequest.Headers.Keys.FirstOrDefault(name => ForbiddenHeaders.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } header)
                throw new ArgumentException($"Subrequest '{subrequest.ReferenceId}' has the header '{header}', which only the whole call may have.", parameter);
        }
    }

    /// <summary>How safe it is to send them again: as safe as the least safe of them.</summary>
    public static RequestSafety SafetyOf(IEnumerable<HttpMethod> methods)
    {
        var safety = RequestSafety.Read;
        foreach (HttpMethod method in methods)
        {
            if (method == HttpMethod.Post)
                return RequestSafety.Unsafe;
            if (method != HttpMethod.Get && method != HttpMethod.Head)
                safety = RequestSafety.Idempotent;
        }

        return safety;
    }

    private void Write(JsonTextWriter json, Subrequest subrequest)
    {
        json.WriteStartObject();
        json.WritePropertyName("method");
        json.WriteValue(subrequest.Method.Method);
        json.WritePropertyName("url");
        json.WriteValue(sender.FullPath(subrequest.Path));
        json.WritePropertyName("referenceId");
        json.WriteValue(subrequest.ReferenceId);
        if (subrequest.Headers.Count > 0)
        {
            json.WritePropertyName("httpHeaders");
            WireJson.Serializer.Serialize(json, subrequest.Headers);
        }

        if (subrequest.WriteBody is { } write)
        {
            json.WritePropertyName("body");
            write(json);
        }
        else if (subrequest.Body is { } body)
        {
            json.WritePropertyName("body");
            WireJson.Serializer.Serialize(json, body);
        }

        json.WriteEndObject();
    }
}
