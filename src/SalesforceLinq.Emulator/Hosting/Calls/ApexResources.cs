using System.Collections.Concurrent;

namespace SalesforceLinq.Emulator;

/// <summary>
/// What stands in for the Apex code of an emulated org, which runs none: a path under <c>/services/apexrest</c> and the delegate that answers
/// for it, and anonymous Apex and the delegate that runs in its place.
/// </summary>
/// <remarks>Source: Apex Developer Guide, "Apex REST Methods": the body of the answer is the method's return value as JSON.</remarks>
public sealed class ApexResources
{
    private readonly ConcurrentDictionary<(string Method, string Path), Func<ApexCall, object?>> _handlers = new();
    private readonly ConcurrentStack<(Func<string, bool> Matches, Action<string> Run)> _anonymous = new();

    internal ApexResources()
    {
    }

    /// <summary>Answers a method and path with a delegate. A later registration replaces an earlier one.</summary>
    /// <param name="method">HTTP method, such as <c>GET</c>.</param>
    /// <param name="path">Path behind <c>/services/apexrest/</c>, such as <c>MyApp/Accounts</c>; a <c>*</c> at the end takes anything behind it.</param>
    /// <param name="handler">Answers the value to be written as JSON; an exception becomes <c>APEX_ERROR</c>, as an uncaught one in Apex does.</param>
    public void Map(string method, string path, Func<ApexCall, object?> handler)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(method);
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        ArgumentNullException.ThrowIfNull(handler);
        _handlers[(method.ToUpperInvariant(), path.Trim('/').ToUpperInvariant())] = handler;
    }

    /// <summary>Runs a delegate in place of a piece of anonymous Apex (<c>tooling/executeAnonymous</c>). A later registration goes before an earlier one.</summary>
    /// <param name="code">The code; blanks and line breaks are compared as one blank.</param>
    /// <param name="run">What the code is to do; an exception is told as an uncaught one in Apex is.</param>
    public void MapAnonymous(string code, Action run)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(code);
        ArgumentNullException.ThrowIfNull(run);
        string wanted = OneLine(code);
        MapAnonymous(given => string.Equals(OneLine(given), wanted, StringComparison.Ordinal), _ => run());
    }

    /// <summary>Runs a delegate in place of all anonymous Apex that fits a condition.</summary>
    /// <param name="matches">Whether a piece of code is meant.</param>
    /// <param name="run">Gets the code; an exception is told as an uncaught one in Apex is.</param>
    public void MapAnonymous(Func<string, bool> matches, Action<string> run)
    {
        ArgumentNullException.ThrowIfNull(matches);
        ArgumentNullException.ThrowIfNull(run);
        _anonymous.Push((matches, run));
    }

    internal Action<string>? FindAnonymous(string code) => _anonymous.FirstOrDefault(entry => entry.Matches(code)).Run;

    internal Func<ApexCall, object?>? Find(string method, string path)
    {
        string wanted = path.Trim('/').ToUpperInvariant();
        if (_handlers.TryGetValue((method, wanted), out Func<ApexCall, object?>? exact))
            return exact;
        return _handlers.Where(entry => entry.Key.Method == method && entry.Key.Path.EndsWith('*') && wanted.StartsWith(entry.Key.Path[..^1], StringComparison.Ordinal))
            .OrderByDescending(entry => entry.Key.Path.Length).Select(entry => entry.Value).FirstOrDefault();
    }

    private static string OneLine(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}

/// <summary>A request to an Apex REST resource.</summary>
/// <param name="Method">HTTP method, in capitals.</param>
/// <param name="Path">Path behind <c>/services/apexrest/</c>.</param>
/// <param name="Query">Parameters of the query string.</param>
/// <param name="Body">Body as text; empty if there is none.</param>
public sealed record ApexCall(string Method, string Path, IReadOnlyDictionary<string, string> Query, string Body);
