using System.Text.RegularExpressions;

namespace SalesforceLinq.Cli.Scaffolding.Naming;

/// <summary>An API name in its parts: <c>namespace__Name__suffix</c>.</summary>
/// <param name="Namespace">Prefix of the managed package; null outside of packages.</param>
/// <param name="Core">The name without both.</param>
/// <param name="Suffix">What stands behind the last <c>__</c>: <c>c</c>, <c>mdt</c>, <c>e</c>, <c>History</c>, …; null for standard names.</param>
internal sealed partial record ApiNameParts(string? Namespace, string Core, string? Suffix)
{
    public bool IsCustom => Suffix is not null;

    public static ApiNameParts Of(string apiName)
    {
        // The parts of a geolocation: Where__Latitude__s.
        if (Geolocation().Match(apiName) is { Success: true } match)
        {
            ApiNameParts field = Of(match.Groups["field"].Value + "__c");
            return field with { Core = field.Core + match.Groups["part"].Value, Suffix = "s" };
        }

        string[] parts = apiName.Split("__");
        return parts.Length switch
        {
            1 => new ApiNameParts(null, apiName, null),
            2 => new ApiNameParts(null, parts[0], parts[1]),
            _ => new ApiNameParts(parts[0], string.Join('_', parts[1..^1]), parts[^1]),
        };
    }

    [GeneratedRegex("^(?<field>.+)__(?<part>Latitude|Longitude)__s$", RegexOptions.CultureInvariant)]
    private static partial Regex Geolocation();
}
