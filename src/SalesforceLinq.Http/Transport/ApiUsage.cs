namespace SalesforceLinq.Http;

/// <summary>API calls used, as the last answers told (<c>Sforce-Limit-Info</c>), and requests this client sent.</summary>
/// <param name="Used">Calls of all programs in the last 24 hours; null until an answer told. Never goes back within a day (UTC), although the servers' counters do.</param>
/// <param name="Total">Calls allowed in 24 hours; null until an answer told.</param>
/// <param name="Apps">The same by connected app, for those that have a limit of their own.</param>
/// <param name="RequestsSent">Requests this client sent, repeats included, sign-ins not.</param>
/// <remarks>Source: REST API Developer Guide, "Limit Info Header".</remarks>
public sealed record ApiUsage(int? Used, int? Total, IReadOnlyList<AppApiUsage> Apps, long RequestsSent)
{
    /// <summary>Calls left; null until an answer told.</summary>
    public int? Remaining => Total - Used;
}

/// <summary>API calls used by one connected app.</summary>
/// <param name="Name">Name of the app.</param>
/// <param name="Used">Calls in the last 24 hours.</param>
/// <param name="Total">Calls allowed in 24 hours.</param>
public sealed record AppApiUsage(string Name, int Used, int Total);
