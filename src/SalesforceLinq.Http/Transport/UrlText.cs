using System.Runtime.CompilerServices;
using System.Text;
using SalesforceLinq.Http.Values;

namespace SalesforceLinq.Http.Transport;

/// <summary>All escaping for URLs.</summary>
internal static class UrlText
{
    /// <summary>A value as one segment of a path, or as a value in a query string.</summary>
    public static string Segment(string value, [CallerArgumentExpression(nameof(value))] string? parameter = null)
    {
        ArgumentNullException.ThrowIfNull(value, parameter);
        UnicodeText.Require(value, parameter);
        return value switch
        {
            // A server takes a bare dot segment for "this folder" or "the folder above".
            "." => "%2E",
            ".." => "%2E%2E",
            _ => Uri.EscapeDataString(value),
        };
    }

    /// <summary>Joins names and values to a query string without its question mark; a null value leaves its name out.</summary>
    public static string Query(params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var text = new StringBuilder();
        foreach ((string name, string? value) in parameters)
        {
            if (value is null)
                continue;
            UnicodeText.Require(value, name);
            text.Append(text.Length == 0 ? "" : "&").Append(name).Append('=').Append(Uri.EscapeDataString(value));
        }

        return text.ToString();
    }

    /// <summary>A path as it travels in a URL, with its query string: no blank, no control character, nothing that must be escaped.</summary>
    public static bool IsPath(ReadOnlySpan<char> path) => !path.ContainsAnyExceptInRange('!', '~') && !path.ContainsAny("\"<>\\^`{|}#");
}
