using System.IO.Enumeration;

namespace SalesforceLinq.Emulator.Faults;

/// <summary>A path, or the part of one behind the API version, in which <c>*</c> stands for anything; case does not count.</summary>
internal sealed class PathPattern
{
    private readonly string _pattern;
    private readonly bool _whole;

    public PathPattern(string pattern)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(pattern);
        string trimmed = pattern.Trim('/');
        // '?' would be a wildcard too; in a path it begins the query, which is no part of it.
        if (trimmed.Length == 0 || trimmed.Contains('?', StringComparison.Ordinal))
            throw new ArgumentException($"'{pattern}' is no path: write one such as 'sobjects/Account' or 'composite/*'; look at the query with Where.", nameof(pattern));
        _whole = trimmed.StartsWith("services/", StringComparison.OrdinalIgnoreCase) || trimmed.StartsWith("id/", StringComparison.OrdinalIgnoreCase);
        _pattern = trimmed.Replace(@"\", @"\\", StringComparison.Ordinal);
    }

    public bool Fits(FaultTarget target)
    {
        if (!_whole && FaultReach.IsSignIn(target))
            return false;
        string path = _whole ? string.Join('/', target.Path.Split('/', StringSplitOptions.RemoveEmptyEntries)) : target.Resource;
        return FileSystemName.MatchesSimpleExpression(_pattern, path);
    }
}
